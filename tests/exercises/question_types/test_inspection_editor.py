"""The form in which a trainer writes an inspection as a question: what is refused, and at which field."""

import pytest
from wagtail.blocks import StructBlockValidationError

from exercises.consignments.mixing import inspection
from exercises.inspections.fixed import FixedSet, WrittenFault
from exercises.inspections.pack_yaml import write_settings
from exercises.inspections.settings import InspectionSettings
from exercises.pages.inspection_authoring import text_of as sample_text
from quizzes.blocks import EDITORS
from quizzes.grading import validate_body
from tests.quizzes.bodies import INSPECTION

EDITOR = EDITORS["inspection"]
MIX = {"kinds": [], "clean_percent": 25, "least": 1, "most": 2, "seed": None}


def text_of(template="cites-permit"):
    fixed = FixedSet.of(inspection(template, 7, clean_share=0))
    return write_settings(InspectionSettings(template=template, fixed=fixed))


def cleaned(**changes):
    """The body that the form gives when these fields are typed."""
    raw = EDITOR.to_raw(INSPECTION) | changes
    return EDITOR.to_body(EDITOR.clean(EDITOR.to_python(raw)), None)


def refusals(**changes):
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned(**changes)
    return {name: " ".join(error.messages) for name, error in caught.value.block_errors.items()}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"kinds": ["ods-expired"]}, "kinds", "There is no kind of fault ods-expired for this document."),
        ({"template": "ods-licence"}, "kinds", "There is no kind of fault cites-expired"),
        ({"most": 2}, "most", "These kinds of fault do not make 2 in one set."),
        ({"kinds": [], "least": 3, "most": 2}, "most", "The least number of faults is greater"),
        ({"clean_percent": 101}, "clean_percent", "100"),
        ({"most": 9}, "most", "8"),
        ({"stem": "<p></p>"}, "stem", ""),
        ({"fixed": "template: [\n"}, "fixed", "Line "),
        ({"fixed": "template: cites-permit\n"}, "fixed", "holds no set written by hand for this document"),
        ({**MIX, "fixed": text_of("ods-licence")}, "fixed", "holds no set written by hand for this document"),
        ({"fixed": text_of()}, "fixed", "leave out the mix"),
    ],
)
def test_what_makes_no_sets_is_told_at_its_field(changes, field, said):
    told = refusals(**changes)
    assert list(told) == [field]
    assert said in told[field]


def test_a_set_written_by_hand_is_taken_from_its_text():
    body = validate_body("inspection", cleaned(**MIX, fixed=text_of()))
    assert body.made(0).given.documents == inspection("cites-permit", 7, clean_share=0).given.documents


OWN_WORDS = {
    "title": "The container was opened",
    "shows": "Fresh scratches at the hinges.",
    "matters": "Something may have been added.",
    "basis": "Good practice: look at seal, hinges and doors",
    "action": "detain",
    "entries": ["packing-list:total_packages"],
    "reasons": ["packages-differ"],
}


@pytest.mark.parametrize("own", [(), (OWN_WORDS,)])
def test_the_text_beside_a_sample_is_the_one_that_a_question_takes(own):
    mixed = FixedSet.of(inspection("cites-permit", 7, clean_share=0, kinds=["cites-expired"]))
    faults = (*mixed.faults, *(WrittenFault(**fault) for fault in own))
    made = mixed.model_copy(update={"faults": faults}).made("cites-permit", 0)
    again = validate_body("inspection", cleaned(**MIX, fixed=sample_text(made))).made(0)
    assert again.given.documents == made.given.documents
    assert again.key == made.key
    assert [one.title for one in again.faults] == [one.title for one in made.faults]
