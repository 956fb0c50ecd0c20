"""Every kind of question survives questions.yaml: what is stored is what comes back, whatever it says."""

import copy
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import inspection as made_set
from exercises.inspections.fixed import FixedSet
from quizzes.formats.pack_yaml import question_of, read_questions, write_questions
from quizzes.grading import kinds
from quizzes.grading.texts import plain
from quizzes.services.questions import stored_body
from tests.quizzes.bodies import SINGLE
from tests.quizzes.types.round_trips import through_editor, through_yaml
from tests.reference.rich_texts import inline_texts, rich_texts

# What YAML reads as something else where it stands bare, and what people type and programs trim.
AWKWARD = [
    "yes", "No", "null", "~", "true", "1973", "0x1F", "1e3", "012", "1:30", "2022-11-25", "=", "<<",
    "- hyphen", "-", "--- three", "? key", "key: value", "a: ", "# note", "a # note", "& anchor", "*alias",
    "!tag", "%percent", "@at", "`tick`", "|", ">", "[x]", "{x}", ", x", "'single'", '"double"', "it's",
    'say "so"', "back\\slash", "two  blanks", "10\xa0kg", "Annexe\u202fI\xa0: oui",
    "\u00e9t\u00e9", "e\u0301te\u0301",
    "象牙", "عاج", "หนังสือ", "\u200fright to left", "Ü\u00adber", "🐘", "½", "a\tb",
]  # fmt: skip


def texts(longest=40):
    """One line of plain text as a body may hold it."""
    signs = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"])
    anything = st.text(signs, min_size=1, max_size=longest)
    return st.one_of(st.sampled_from(AWKWARD), anything).map(str.strip).filter(bool)


ids = st.one_of(
    st.sampled_from(["yes", "no", "null", "1", "007", "-", "-1", "1e3", "_", "true"]),
    st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True),
)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
feedback = st.one_of(st.just(""), inline_texts())
booleans = st.booleans()
shares = st.fractions(0, 1, max_denominator=12).map(str)


def parts(least=2, most=5, by="id", **fields):
    """Some parts that differ in their ids, and in what `by` gives of them."""
    one = st.fixed_dictionaries({"id": ids, **fields})
    told = (lambda part: part["id"], by) if callable(by) else (lambda part: part["id"],)
    return st.lists(one, min_size=least, max_size=most, unique_by=told)


def words_of(name):
    return lambda part: plain(part[name]) or part[name]


def one_right(options):
    return [{**option, "right": place == 0} for place, option in enumerate(options)]


def weighted(options):
    share = Fraction(1, len(options) - 1)
    return [{**option, "weight": str(share) if place else "-1/2"} for place, option in enumerate(options)]


def first_is_whole(answers):
    return [{**answer, "fraction": "1"} if place == 0 else answer for place, answer in enumerate(answers)]


patterns = st.one_of(texts(20), st.sampled_from([r"a\*b", "CITES*", "*permit*", r"\\*", "re-export*"]))
typed_texts = (
    parts(1, 4, by=lambda part: part["pattern"], pattern=patterns, fraction=shares, feedback=feedback)
    .filter(lambda answers: answers[0]["pattern"].strip("*"))
    .map(first_is_whole)
)
numbers = st.from_regex(
    r"-?(0|[1-9][0-9]{0,17}|0[0-9]{1,3})(\.[0-9]{1,6})?([eE][+-]?[0-9]{1,2})?", fullmatch=True
)
typed_numbers = parts(
    1,
    4,
    value=numbers,
    tolerance=numbers.map(lambda number: number.removeprefix("-")),
    tolerance_kind=st.sampled_from(["nominal", "relative"]),
    fraction=shares,
    feedback=feedback,
).map(first_is_whole)
units = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["kg", "t", "%", "°C", "m³", "m2", "No", "y", "µg", "€"]),
            "factor": st.sampled_from(["1000", "0.001", "1/12", "010", "1.50"]),
        }
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda unit: unit["name"],
).map(lambda listed: [{**listed[0], "factor": "1"}, *listed[1:]])


def numerical():
    shared = {
        "answers": typed_numbers,
        "unit_penalty": shares,
        "unit_penalty_of": st.sampled_from(["mark", "response"]),
    }
    bare = {"units": st.just([]), "unit_handling": st.just("none")}
    measured = {"units": units, "unit_handling": st.sampled_from(["optional", "required"])}
    return st.one_of(st.fixed_dictionaries(shared | bare), st.fixed_dictionaries(shared | measured))


def matching():
    prompts = parts(text=inline_texts(), match=texts(), feedback=feedback)
    own = st.fixed_dictionaries(
        {"shuffle": booleans, "prompts": prompts, "extra": st.lists(texts(), max_size=2, unique=True)}
    )

    def differ(body):
        matches = {prompt["match"] for prompt in body["prompts"]}
        return not matches & set(body["extra"]) and len(matches) + len(body["extra"]) > 1

    return own.filter(differ)


def classify():
    groups = parts(2, 4, by=lambda group: group["text"], text=texts())
    items = parts(2, 5, by=words_of("text"), text=inline_texts(), feedback=feedback)

    def grouped(groups, items):
        named = [{**item, "group": groups[at % len(groups)]["id"]} for at, item in enumerate(items)]
        return {"groups": groups, "items": named}

    return st.builds(grouped, groups, items)


percents = st.one_of(st.integers(0, 50), st.decimals(0, 50, places=2)).map(str)
sides = st.decimals(2, 50, places=2).map(str)
shapes = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("rect"), "x": percents, "y": percents, "width": sides, "height": sides}
    ),
    st.fixed_dictionaries({"kind": st.just("circle"), "x": percents, "y": percents, "r": sides}),
    st.builds(
        lambda x, y: {"kind": "polygon", "points": [[x, y], ["99.25", "60"], ["75", "100"]]},
        percents,
        percents,
    ),
)


def hotspot():
    regions = parts(
        2, 4, by=lambda part: part["name"], name=texts(), label=texts(), shape=shapes, feedback=feedback
    )
    return st.one_of(
        st.fixed_dictionaries({"select": st.just("many"), "regions": regions.map(weighted)}),
        st.fixed_dictionaries({"select": st.just("one"), "regions": regions.map(one_of_them)}),
    )


def one_of_them(regions):
    return [{**region, "weight": "1" if place == 0 else "0"} for place, region in enumerate(regions)]


def cloze():
    shared = {"weight": st.integers(1, 9)}
    sensitive = {"case_matters": booleans, "accents_matter": booleans}
    options = parts(2, 4, by=lambda part: part["text"], text=texts(), feedback=feedback).map(one_right)
    gaps = parts(
        1,
        4,
        own=st.one_of(
            st.fixed_dictionaries({**shared, "kind": st.just("choice"), "options": options}),
            st.fixed_dictionaries({**shared, **sensitive, "kind": st.just("text"), "answers": typed_texts}),
            st.fixed_dictionaries({**shared, "kind": st.just("number"), "answers": typed_numbers}),
        ),
    )

    def written(gaps, before, shuffle):
        marks = " ".join(f"[[{gap['id']}]]" for gap in gaps)
        return {
            "text": f"{before}<p>{marks}</p>",
            "shuffle": shuffle,
            "gaps": [{"id": gap["id"], **gap["own"]} for gap in gaps],
        }

    return st.builds(written, gaps, rich_texts().filter(lambda text: "[[" not in text), booleans)


def inspection():
    """Documents to inspect: a template with some of its kinds of fault, or a set of it."""
    told = st.one_of(st.just(""), rich_texts())
    feedback = st.fixed_dictionaries({"whole": told, "part": told, "nothing": told})

    def written(template):
        sets = st.builds(
            lambda seed, number: made_set(template, seed, faults=number),
            st.integers(0, 99),
            st.integers(1, 4),
        )
        return st.fixed_dictionaries(
            {
                "template": st.just(template),
                "fixed": sets.map(lambda made: FixedSet.of(made).model_dump(mode="json")),
                "feedback": feedback,
            }
        )

    def mixed(template):
        slugs = st.sampled_from([fault.slug for fault in faults_of(template)])
        return st.fixed_dictionaries(
            {
                "template": st.just(template),
                "kinds": st.lists(slugs, unique=True, max_size=5).map(sorted),
                "clean_percent": st.integers(0, 100),
                "least": st.just(1),
                "most": st.just(1),
                "seed": st.one_of(st.none(), st.integers(0, 2**53 - 1)),
                "feedback": feedback,
            }
        )

    templates = st.sampled_from(list(MAKERS))
    return st.one_of(templates.flatmap(mixed), templates.flatmap(written))


options = parts(by=words_of("text"), text=inline_texts(), feedback=feedback)
OWN = {
    "single_choice": st.fixed_dictionaries({"shuffle": booleans, "options": options.map(one_right)}),
    "multiple_choice": st.fixed_dictionaries({"shuffle": booleans, "options": options.map(weighted)}),
    "true_false": st.fixed_dictionaries(
        {"answer": booleans, "feedback": st.fixed_dictionaries({"true": feedback, "false": feedback})}
    ),
    "matching": matching(),
    "ordering": st.fixed_dictionaries(
        {
            "items": parts(by=words_of("text"), text=inline_texts()),
            "mode": st.sampled_from(["all_or_nothing", "distance", "longest_ordered_subset"]),
        }
    ),
    "numerical": numerical(),
    "short_text": st.fixed_dictionaries(
        {"answers": typed_texts, "case_matters": booleans, "accents_matter": booleans}
    ),
    "cloze": cloze(),
    "classify": classify(),
    "hotspot": hotspot(),
    "inspection": inspection(),
    "pick_picture": st.fixed_dictionaries(
        {"options": parts(by=lambda part: part["image"], image=slugs, feedback=feedback).map(one_right)}
    ),
}
ROWS = ["hs:0507.10", "hs:9705", "species:lion"]
AROUND = st.fixed_dictionaries(
    {
        "slug": slugs,
        "objective": slugs,
        "difficulty": st.sampled_from(["basic", "applied", "advanced"]),
        "source": st.one_of(st.none(), texts()),
        "where": st.one_of(st.just(""), texts()),
        "verified": booleans,
        "excludes": st.one_of(st.just(""), texts()),
        "uses": st.lists(st.sampled_from(ROWS), unique=True).map(sorted),
    }
)


def test_every_kind_has_its_strategy_here():
    assert OWN.keys() == {kind.kind for kind in kinds.all()}


@pytest.mark.parametrize("kind", sorted(kind.kind for kind in kinds.all()))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_a_stored_question_comes_back_from_yaml_as_it_was(kind, data):
    figure = st.just("some-form") if kind == "hotspot" else st.sampled_from(["", "some-form"])
    shared = {"stem": rich_texts(), "explanation": st.one_of(st.just(""), rich_texts()), "figure": figure}
    stored = stored_body(kind, data.draw(st.fixed_dictionaries(shared)) | data.draw(OWN[kind]))
    around = data.draw(AROUND)
    text = write_questions([question_of(kind=kind, body=stored, **around)])
    questions, problems = read_questions(text, "questions.yaml")
    assert problems == []
    ((question, _line),) = questions
    assert stored_body(question.kind, question.body()) == stored
    shared = [name for name in around if name != "slug"]
    assert {name: getattr(question, name) for name in shared} | {"slug": question.id} == around


def test_an_option_typed_as_several_paragraphs_becomes_the_lines_of_one_and_survives():
    typed = copy.deepcopy(SINGLE)
    typed["options"][0]["text"] = "<p>The import <b>permit</b></p><p></p><p>of Annex A</p>"
    stored = through_editor("single_choice", typed)
    assert stored["options"][0]["text"] == "<p>The import <b>permit</b><br/>of Annex A</p>"
    assert (
        plain(through_yaml("single_choice", stored)["options"][0]["text"]) == "The import permit of Annex A"
    )


def test_the_editor_leaves_a_single_paragraph_as_it_is():
    assert through_editor("single_choice", SINGLE) == SINGLE
