"""Documents to inspect as a kind of question: marks by hand, papers that stay, answers read."""

import json
import random
from fractions import Fraction

import pytest
from pydantic import ValidationError

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults, faults_of
from exercises.consignments.faults.registry import FAULTS
from exercises.consignments.mixing import inspection
from exercises.inspections.fixed import FixedSet
from exercises.inspections.kept import data_of, inspection_of
from exercises.inspections.rounds import entries_of, reasons_of
from exercises.inspections.scoring import Decision
from quizzes.grading import InvalidAnswer, kinds, validate_body
from tests.quizzes.bodies import INSPECTION
from tests.quizzes.types.round_trips import through_editor, through_yaml

KIND = kinds.get("inspection")
each_template = pytest.mark.parametrize("template", list(MAKERS))


def body_of(**changes):
    return KIND.body(INSPECTION | changes)


def mixed(template="cites-permit", **changes):
    """A question that draws any kinds of fault."""
    mix = {"template": template, "kinds": [], "most": 3, "clean_percent": 25, "seed": None}
    return body_of(**(mix | changes))


def written(made):
    """A question with a set that was written by hand."""
    fixed = FixedSet.of(made).model_dump(mode="json")
    plain = {"kinds": [], "clean_percent": 25, "least": 1, "most": 2, "seed": None}
    return KIND.body(INSPECTION | plain | {"template": made.template, "fixed": fixed})


def form_of(made, flags, decision=""):
    """What a page sends: places flagged, each with the kind given as its reason."""
    signs = {kind: sign for sign, kind in reasons_of(made.template).items()}
    reasons = {f"reason:{name}": [signs.get(kind, kind)] for name, kind in flags.items()}
    return {"flag": list(flags), "decision": [decision], **reasons}


def right_form(made):
    flags = {":".join(min(signal.entries)): signal.kind for signal in made.key.signals}
    return form_of(made, flags, str(min(made.key.decisions)))


def read(body, order, form):
    return KIND.read(body, order, form)


# --- marks, worked out by hand ----------------------------------------------------------------------

# Two faults: A in one entry, B in two, and ten sound entries. Refuse is right, to ask is worth a half.
FAULTS_BY_HAND = [
    {"kind": "expired", "entries": ["permit:until"], "reasons": ["expired"]},
    {"kind": "weights", "entries": ["permit:net", "invoice:net"], "reasons": ["weights", "packages"]},
]
A, B, B2 = "permit:until", "permit:net", "invoice:net"
S1, S2, S3 = "permit:box1", "permit:box2", "permit:box3"
BY_HAND = [
    # flags with reasons, decision, the mark: 3/4 of (hits / 2 - false alarms / 10) + 1/4 of the decision
    ({A: "expired", B: "weights"}, "refuse", "1"),
    ({A: "expired", B2: "packages"}, "refuse", "1"),
    ({A: "expired", B: "weights", B2: "weights"}, "refuse", "1"),
    ({A: "expired", B: "weights"}, "ask", "7/8"),
    ({A: "expired", B: "weights"}, "release", "3/4"),
    ({A: "expired", B: "weights"}, "", "3/4"),
    ({A: "expired", B: "expired"}, "refuse", "13/16"),
    ({A: "", B: "weights"}, "refuse", "13/16"),
    ({A: "", B: ""}, "refuse", "5/8"),
    ({A: "", B: ""}, "", "3/8"),
    ({A: "expired"}, "refuse", "5/8"),
    ({A: "expired"}, "ask", "1/2"),
    ({A: "expired"}, "", "3/8"),
    ({A: "weights"}, "refuse", "7/16"),
    ({A: "weights"}, "", "3/16"),
    ({B: "expired", B2: "weights"}, "", "3/8"),
    ({B: "expired", B2: "expired"}, "", "3/16"),
    ({}, "refuse", "1/4"),
    ({}, "ask", "1/8"),
    ({}, "release", "0"),
    ({}, "consult", "0"),
    ({}, "detain", "0"),
    ({S1: "expired"}, "", "0"),
    ({S1: "expired"}, "refuse", "1/4"),
    ({A: "expired", S1: "expired"}, "", "3/10"),
    ({A: "expired", S1: "expired"}, "refuse", "11/20"),
    ({A: "expired", B: "weights", S1: ""}, "refuse", "37/40"),
    ({A: "expired", B: "weights", S1: "", S2: "weights"}, "refuse", "17/20"),
    ({A: "expired", B: "weights", S1: "", S2: "", S3: ""}, "ask", "13/20"),
    ({A: "", S1: "", S2: ""}, "", "3/80"),
    ({A: "", S1: "", S2: "", S3: ""}, "", "0"),
]
CLEAN_BY_HAND = [
    # On a clean set of ten entries: 3/4 of (1 - false alarms / 10) + 1/4 of the decision
    ({}, "release", "1"),
    ({}, "", "0"),
    ({}, "detain", "3/4"),
    ({}, "ask", "3/4"),
    ({S1: "expired"}, "release", "37/40"),
    ({S1: "expired", S2: "", S3: "weights"}, "detain", "21/40"),
]


def by_hand(flags, decision, faults, right, acceptable):
    alarms = [name for name in flags if name in (S1, S2, S3)]
    key = {"faults": faults, "alarms": alarms, "sound": 10, "right": right, "acceptable": acceptable}
    return {"drawn": True, "flags": flags, "decision": decision, "key": key}


@pytest.mark.parametrize(("flags", "decision", "mark"), BY_HAND)
def test_an_answer_earns_what_the_table_says(flags, decision, mark):
    answer = by_hand(flags, decision, FAULTS_BY_HAND, ["refuse"], ["ask"])
    assert KIND.fraction(body_of(), KIND.accept(body_of(), answer)) == Fraction(mark)


@pytest.mark.parametrize(("flags", "decision", "mark"), CLEAN_BY_HAND)
def test_on_a_clean_set_only_calm_and_release_earn_the_whole_mark(flags, decision, mark):
    answer = KIND.accept(body_of(), by_hand(flags, decision, [], ["release"], []))
    assert (answer is None) == (mark == "0")
    assert KIND.fraction(body_of(), answer) == Fraction(mark)


@each_template
def test_who_flags_all_or_nothing_earns_no_more_than_the_guess(template):
    """Over 500 papers, whatever is decided without a look; two standard errors for chance."""
    body, papers = mixed(template), 500
    rng = random.Random(template)
    totals = dict.fromkeys([(way, decision) for way in ("all", "none") for decision in Decision], Fraction(0))
    for _paper in range(papers):
        order = KIND.option_order(body, rng)
        made = body.on(order)
        everything = {":".join(entry): "" for entry in entries_of(made.given)}
        for way, decision in totals:
            form = form_of(made, everything if way == "all" else {}, str(decision))
            totals[way, decision] += KIND.fraction(body, read(body, order, form))
    guess, chance = KIND.guess_score(body), 2 * (0.25 * 0.75 / papers) ** 0.5
    assert guess == Fraction(1, 4)
    for (way, decision), total in totals.items():
        mean = total / papers
        # What blind decisions earn at most: the whole of the decision's quarter, were it always the same.
        assert mean <= (Fraction(1, 4) if way == "all" else guess + Fraction(1, 4)), (way, decision)
    assert totals["none", Decision.RELEASE] / papers == pytest.approx(float(guess), abs=chance)
    assert totals["all", Decision.RELEASE] == totals["none", Decision.RELEASE] / 4


def test_guessing_earns_the_share_of_clean_papers():
    assert KIND.guess_score(mixed(clean_percent=25)) == Fraction(1, 4)
    assert KIND.guess_score(mixed(clean_percent=100)) == 1
    # Nothing is ever in order: a quarter of the mark for one decision out of five.
    assert KIND.guess_score(mixed(clean_percent=0)) == Fraction(1, 20)
    assert KIND.guess_score(body_of()) == Fraction(1, 20)
    assert KIND.guess_score(written(inspection("cites-permit", 3, clean_share=1))) == 1


# --- a paper keeps its set --------------------------------------------------------------------------


@each_template
def test_a_paper_keeps_the_set_that_was_drawn_with_its_key(template):
    for seed in range(60):
        made = inspection(template, seed, faults=1 + seed % 4)
        again = inspection_of(json.loads(json.dumps(data_of(made))))
        assert again.given.documents == made.given.documents
        assert list(again.given.documents) == list(made.given.documents)
        assert (again.given.facts, again.given.found) == (made.given.facts, made.given.found)
        assert again.key.signals == made.key.signals
        assert (again.key.decisions, again.key.acceptable) == (made.key.decisions, made.key.acceptable)
        told = [(one.title, one.shows, one.matters, one.basis[template], one.action) for one in made.faults]
        assert told == [
            (one.title, one.shows, one.matters, one.basis[template], one.action) for one in again.faults
        ]


def test_papers_differ_unless_the_question_fixes_the_seed():
    free, rng = mixed(), random.Random(1)
    drawn = [json.dumps(KIND.option_order(free, rng)) for _paper in range(20)]
    assert len(set(drawn)) == 20
    assert len({json.dumps(KIND.option_order(body_of(), rng)) for _paper in range(5)}) == 1


def test_papers_have_faults_within_their_bounds_and_clean_ones_by_their_share():
    body, rng = mixed(least=2, most=3, clean_percent=40), random.Random(2)
    numbers = [len(body.on(KIND.option_order(body, rng)).faults) for _paper in range(2000)]
    assert set(numbers) == {0, 2, 3}
    assert numbers.count(0) / 2000 == pytest.approx(0.4, abs=0.02 + 2 * (0.24 / 2000) ** 0.5)


def test_a_kind_of_fault_that_leaves_the_catalogue_changes_no_paper(monkeypatch):
    body = body_of()
    order = KIND.option_order(body, random.Random(1))
    answer = read(body, order, right_form(body.on(order)))
    monkeypatch.delitem(FAULTS, "cites-expired")
    assert KIND.fraction(KIND.body(INSPECTION), answer) == 1
    (fault,) = KIND.reviewed(body_of(), order, answer)["made"].faults
    assert fault.title == "Expired"
    with pytest.raises(ValidationError, match="no kind of fault"):
        validate_body("inspection", INSPECTION)


# --- what is read and accepted ----------------------------------------------------------------------


@each_template
def test_the_right_form_earns_the_whole_mark_and_comes_back_on_the_page(template):
    body, rng = mixed(template), random.Random(3)
    for _paper in range(40):
        order = KIND.option_order(body, rng)
        form = right_form(body.on(order))
        answer = read(body, order, form)
        assert KIND.fraction(body, answer) == 1
        assert KIND.accept(body, json.loads(json.dumps(answer))) == answer
        shown = KIND.shown(body, order, answer)
        assert read(body, order, form_of(body.on(order), shown["flags"], shown["decision"])) == answer


def test_alarms_are_the_flags_on_sound_entries():
    body = body_of()
    order = KIND.option_order(body, random.Random(1))
    made = body.on(order)
    sound = sorted(":".join(entry) for entry in entries_of(made.given) & made.key.sound)[:2]
    answer = read(body, order, form_of(made, dict.fromkeys(sound, "cites-expired"), "refuse"))
    assert answer["key"]["alarms"] == sound
    # Two of the 122 sound entries cost nothing where no fault is found.
    assert KIND.fraction(body, answer) == Fraction(1, 4)


def test_nothing_flagged_and_nothing_decided_is_no_answer():
    order = KIND.option_order(body_of(), random.Random(1))
    assert read(body_of(), order, {}) is None
    assert read(body_of(), order, {"flag": [], "decision": [""]}) is None
    assert KIND.accept(body_of(), None) is None


@pytest.mark.parametrize(
    "form",
    [
        {"flag": ["cites-permit:nowhere"]},
        {"flag": ["passport:valid_until"]},
        {"flag": ["nonsense"]},
        {"flag": ["cites-permit:valid_until"], "reason:cites-permit:valid_until": ["ffffffff"]},
        {"flag": ["cites-permit:valid_until"], "reason:cites-permit:valid_until": ["cites-expired"]},
        {"decision": ["burn"]},
        {"decision": ["ask", "detain"]},
    ],
)
def test_what_the_page_does_not_offer_is_refused(form):
    order = KIND.option_order(body_of(), random.Random(1))
    with pytest.raises(InvalidAnswer):
        read(body_of(), order, form)


@pytest.mark.parametrize("answer", ["release", 7, [], {}, {"flags": {}, "decision": "release"}])
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(InvalidAnswer):
        KIND.accept(body_of(), answer)


def test_an_answer_to_drawn_documents_fits_no_set_written_by_hand_and_the_other_way_round():
    drawn, by_hand = mixed(), written(inspection("cites-permit", 7, clean_share=0))
    order = KIND.option_order(drawn, random.Random(1))
    assert KIND.option_order(by_hand, random.Random(1)) == {}
    one = read(drawn, order, {"decision": ["detain"]})
    other = read(by_hand, {}, {"decision": ["detain"]})
    for body, answer in ((by_hand, one), (drawn, other)):
        with pytest.raises(InvalidAnswer, match="other documents"):
            KIND.accept(body, answer)


def test_a_corrected_set_written_by_hand_judges_answers_to_the_one_before():
    made = inspection("cites-permit", 7, clean_share=0, kinds=["cites-expired"])
    before = written(made)
    data = json.loads(before.model_dump_json())
    data["fixed"]["faults"][0]["entries"] = ["cites-permit:valid_until", "cites-permit:importer"]
    after = KIND.body(data)
    answer = read(before, {}, form_of(made, {"cites-permit:importer": "cites-expired"}, "refuse"))
    assert KIND.fraction(before, answer) == Fraction(1, 4)
    assert KIND.fraction(after, KIND.accept(after, answer)) == 1


# --- what is told -----------------------------------------------------------------------------------


@each_template
def test_neither_a_page_nor_an_officers_own_data_hold_the_key(template):
    body, rng = mixed(template, clean_percent=0), random.Random(4)
    for _paper in range(20):
        order = KIND.option_order(body, rng)
        made = body.on(order)
        answer = read(body, order, form_of(made, {}, "ask"))
        shown = KIND.shown(body, order, answer)
        assert set(shown) == {"stem", "given", "flags", "decision"}
        assert KIND.disclosed(order) == {}
        assert KIND.disclosed(answer) == {"flags": {}, "decision": "ask"}
        assert KIND.disclosed(None) is None
        held = repr(shown)
        assert not [fault.slug for fault in made.faults if fault.slug in held or fault.title in held]


def test_feedback_follows_what_was_earned():
    told = [
        KIND.feedback(body_of(), by_hand(flags, decision, FAULTS_BY_HAND, ["refuse"], ["ask"]))
        for flags, decision in (({A: "expired", B: "weights"}, "refuse"), ({A: ""}, ""), ({}, "release"))
    ]
    assert told == [["<p>TOLD-130</p>"], ["<p>TOLD-131</p>"], ["<p>TOLD-132</p>"]]
    assert KIND.feedback(body_of(), None) == []


def test_responses_say_what_became_of_each_fault_how_many_alarms_and_the_decision():
    answer = by_hand({A: "expired", B: "expired", S1: ""}, "detain", FAULTS_BY_HAND, ["refuse"], [])
    assert KIND.responses(body_of(), answer) == [
        ("expired", "found"),
        ("weights", "found, with a wrong reason"),
        ("False alarms", "1"),
        ("Decision", "detain"),
    ]
    missed = by_hand({}, "ask", FAULTS_BY_HAND[:1], ["refuse"], [])
    assert KIND.responses(body_of(), missed)[0] == ("expired", "missed")
    assert KIND.responses(body_of(), None) == []


@each_template
def test_every_response_to_a_question_that_names_its_kinds_is_among_those_offered(template):
    slugs = [fault.slug for fault in faults_of(template)][:4]
    body, rng = mixed(template, kinds=slugs, most=1), random.Random(5)
    offered = KIND.offered(body)
    for _paper in range(20):
        order = KIND.option_order(body, rng)
        for form in (right_form(body.on(order)), form_of(body.on(order), {}, "release")):
            assert set(KIND.responses(body, read(body, order, form))) <= set(offered)


# --- bodies -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"template": "passport"}, "There are no inspections of this document"),
        ({"kinds": ["ods-expired"]}, "There is no kind of fault ods-expired"),
        ({"clean_percent": 101}, "lies between 0 and 100"),
        ({"most": 9}, "lies between 1 and 8"),
        ({"least": 0}, "greater than or equal to 1"),
        ({"least": 3, "most": 2}, "The least number of faults is greater"),
        ({"most": 2}, "do not make 2 in one set"),
        ({"seed": -1}, "greater than or equal to 0"),
        ({"colour": "green"}, "Extra inputs"),
    ],
)
def test_a_question_that_makes_no_sets_is_refused_in_words(changes, said):
    with pytest.raises(ValidationError, match=said):
        validate_body("inspection", INSPECTION | changes)


def test_a_set_written_by_hand_stands_in_place_of_the_mix():
    fixed = FixedSet.of(inspection("cites-permit", 7)).model_dump(mode="json")
    with pytest.raises(ValidationError, match="leave out the mix"):
        validate_body("inspection", INSPECTION | {"fixed": fixed})


@each_template
def test_a_set_written_by_hand_survives_yaml_and_the_editor(template):
    body = written(inspection(template, 11, clean_share=0, faults=3)).model_dump(mode="json")
    assert through_yaml("inspection", body) == body
    assert through_editor("inspection", body) == body


def test_every_kind_of_fault_can_be_kept_whole():
    """The texts of the catalogue fit into what a paper keeps, kind by kind."""
    for fault in all_faults().values():
        for template in fault.templates:
            made = inspection(template, 5, clean_share=0, kinds=[fault.slug])
            (held,) = inspection_of(data_of(made)).faults
            assert (held.title, held.basis) == (fault.title, {template: fault.basis[template]})
