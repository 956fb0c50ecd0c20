"""Papers as evidence: filled in by the author or out of a set, checked, and shown without a judgement."""

import re
from xml.etree import ElementTree

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pydantic import ValidationError

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import FAULTS
from exercises.consignments.mixing import inspection
from exercises.documents.drawing import picture
from exercises.documents.model import MarkKind
from exercises.models import Exercise
from exercises.scenarios.checking import faults_of
from exercises.scenarios.forms import Paper, scenario_of
from exercises.scenarios.pack_yaml import read_scenario, write_scenario
from exercises.scenarios.papers import document_of
from exercises.services.scenarios import start_run, write_scenario_version
from tests.exercises.scenarios.scenarios_for_tests import out_of_a_set, permit, with_papers
from tests.factories import NOON, MembershipFactory

SVG = "{http://www.w3.org/2000/svg}"


def of(paper):
    return document_of(Paper.model_validate(paper))


def test_a_paper_filled_in_is_the_document_that_was_written():
    document = of(permit())
    assert document.template.slug == "cites-permit"
    assert document.value("importer") == ("Specimen Imports Ltd", "9 Harbour Road")
    assert document.value("a.quantity") == "14.200"
    assert [(mark.kind, mark.state, mark.date) for mark in document.marks] == [
        (MarkKind.SECURITY_STAMP, "lifted", ""),
        (MarkKind.ENDORSEMENT, "", "2026-03-09"),
    ]
    assert document.seed == 60


def test_a_paper_out_of_a_set_is_that_of_the_set():
    made = inspection("cites-permit", 4711, clean_share=0, faults=1, kinds=["cites-expired"])
    for form, document in made.given.documents.items():
        assert of(out_of_a_set(form)) == document
    sound = inspection("cites-permit", 4711, clean_share=1)
    assert of(out_of_a_set("cites-permit", faults=[])) == sound.given.documents["cites-permit"]


@pytest.mark.parametrize(
    ("paper", "path", "says"),
    [
        (permit(form="passport"), ("form",), "no template 'passport'"),
        (permit(values={"permit_no": "1"}), ("values", "permit_no"), "no field 'permit_no'"),
        (permit(values={"valid_until": "1 September"}), ("values", "valid_until"), "valid_until is a date"),
        (permit(values={"valid_until": "20260901"}), ("values", "valid_until"), "valid_until is a date"),
        (permit(values={"a.quantity": "1,200"}), ("values", "a.quantity"), "a.quantity is a number"),
        (permit(values={"type": "exports"}), ("values", "type"), "no square 'exports'"),
        (permit(values={"permit_number": ["1", "2"]}), ("values", "permit_number"), "one text, not several"),
        (permit(marks=[{"kind": "signature", "at": "page1"}]), ("marks", 0), "no place 'page1'"),
        (
            permit(marks=[{"kind": "security-stamp", "at": "security_stamp", "state": "torn"}]),
            ("marks", 0),
            "no state 'torn'",
        ),
        (
            permit(marks=[{"kind": "endorsement", "at": "endorsement_stamp", "date": "in May"}]),
            ("marks", 0),
            "date of a mark",
        ),
        (
            out_of_a_set(form="ods-licence"),
            (),
            "No ods-licence comes with this consignment, but: cites-permit",
        ),
        (out_of_a_set(consignment="passport"), (), "There are no sets for 'passport'"),
        (out_of_a_set(faults=["basel-consent"]), (), "no faults of the kind basel-consent"),
        (out_of_a_set(faults=["cites-expired", "cites-expired"]), (), "cannot have 2 faults at once"),
    ],
)
def test_a_paper_that_cannot_be_drawn_is_refused_with_its_situation(paper, path, says):
    (fault,) = faults_of(scenario_of(with_papers(permit(), paper)))
    assert fault.path == ("situations", 0, "evidence", 1, "paper", *path)
    assert fault.message.startswith("Situation counter, evidence 2: ")
    assert says in fault.message


@pytest.mark.parametrize(
    ("paper", "says"),
    [
        (permit(values={}), "Fill in the form under values"),
        (permit(consignment="cites-permit"), "not both"),
        (permit(faults=["cites-expired"]), "belong to a consignment"),
        (permit(values={"permit_number": ""}), "A box that is blank is left out"),
        (permit(values={"permit_number": 12}), "in quotation marks"),
        (permit(values={"importer": []}), "A box that is blank is left out"),
        (permit(marks=[{"kind": "stain", "at": "page1"}]), "kind"),
        (permit(seed=-1), "seed"),
    ],
)
def test_a_paper_is_written_in_one_way(paper, says):
    with pytest.raises(ValidationError, match=says):
        scenario_of(with_papers(paper))


def test_only_a_document_has_a_paper_and_it_needs_no_other_text():
    body = with_papers(permit())
    assert scenario_of(body).situations[0].evidence[0].text == ""
    body["situations"][0]["evidence"][0]["kind"] = "call"
    with pytest.raises(ValidationError, match="Only evidence of the kind document"):
        scenario_of(body)


def test_papers_survive_export_and_import_with_the_line_of_a_fault():
    scenario = scenario_of(with_papers(permit(), out_of_a_set()))
    text = write_scenario(scenario)
    assert read_scenario(text, "x.yaml") == (scenario, [])
    broken = text.replace("a.quantity: '14.200'", "a.quantity: a lot")
    assert broken != text
    _none, (problem,) = read_scenario(broken, "x.yaml")
    line = next(n for n, row in enumerate(broken.splitlines(), start=1) if "a.quantity" in row)
    assert (problem.line, "a.quantity is a number" in problem.message) == (line, True)


@pytest.mark.parametrize("form", list(MAKERS))
def test_a_picture_is_one_drawing_of_all_pages(form):
    document = inspection(form, 3, clean_share=1).given.documents[form]
    root = ElementTree.fromstring(picture(document))
    pages = root.findall(f"{SVG}svg")
    assert len(pages) == len(document.pages())
    width, height = map(int, root.get("viewBox").split()[2:])
    tops = [float(page.get("y")) for page in pages]
    assert tops == sorted(set(tops))
    assert (width, height) == (210, tops[-1] + 297)
    text = "".join("".join(root.itertext()).split())
    assert text.count("SPECIMEN·drawn") == len(pages)


def test_the_examples_of_the_authors_page_can_be_drawn():
    page = (settings.BASE_DIR / "docs" / "authors" / "scenarios.md").read_text()
    blocks = [text.split("```")[0] for text in page.split("```yaml\n")[2:]]
    papers = [item["paper"] for text in blocks for item in yaml.safe_load(text)["evidence"]]
    assert len(papers) == 2
    assert faults_of(scenario_of(with_papers(*papers))) == []


FORGED = ["cites-photocopy", "cites-altered-quantity"]


@pytest.fixture
def run(officer, administration):
    """A run that stands before two permits: one by hand, one with two faults."""
    exercise = Exercise.objects.create(slug="papers", kind=Exercise.Kind.SCENARIO, title="Papers")
    papers = permit(), out_of_a_set("cites-permit", faults=FORGED)
    write_scenario_version(exercise=exercise, scenario=scenario_of(with_papers(*papers)), now=NOON)
    return start_run(exercise=exercise, officer=officer, administration=administration, now=NOON, seed=1)


def page_of(run):
    return reverse("exercises:situation", args=[run.pk])


def paper_of(run, place):
    return reverse("exercises:figure", args=[run.pk, 1, place])


def test_a_paper_is_there_to_read_and_to_see(client_, run, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        shown = client_.get(page_of(run)).content.decode()
    assert "XE-26-000412" in shown
    assert "Specimen Imports Ltd; 9 Harbour Road" in shown
    assert "there is glue on the paper beside it" in shown
    assert '<svg viewBox="0 0 210' not in shown
    for place in (1, 2):
        assert f'src="{paper_of(run, place)}"' in shown
        answer = client_.get(paper_of(run, place))
        assert answer["Content-Type"] == "image/svg+xml"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert ElementTree.fromstring(answer.content).tag == f"{SVG}svg"
    assert "XE-26-000412" in client_.get(paper_of(run, 1)).content.decode()


def test_neither_page_nor_address_nor_bytes_of_a_paper_tell_a_fault(client_, run):
    said = {
        secret
        for kind in FORGED
        for secret in (kind, FAULTS[kind].title, FAULTS[kind].shows, *FAULTS[kind].trips)
    }
    answers = [client_.get(page_of(run)), client_.get(paper_of(run, 1)), client_.get(paper_of(run, 2))]
    for answer in answers:
        everything = answer.content.decode() + str(answer.headers)
        assert [secret for secret in said if secret in everything] == []
        assert "4711" not in everything
        names = " ".join(re.findall(r"<[^>]*>", everything)).lower()
        assert not [word for word in ("photocop", "alter", "erase", "retype", "lifted") if word in names]


@pytest.mark.parametrize(("number", "place"), [(1, 3), (1, 0), (2, 1), (0, 1)])
def test_a_paper_that_does_not_lie_there_is_not_to_be_had(client_, run, number, place):
    assert client_.get(reverse("exercises:figure", args=[run.pk, number, place])).status_code == 404


def test_a_foreign_paper_is_not_there(run, gate, administration, other_administration):
    for home in (administration, other_administration):
        stranger = Client()
        stranger.force_login(MembershipFactory(administration=home).user)
        assert stranger.get(paper_of(run, 1)).status_code == 404
