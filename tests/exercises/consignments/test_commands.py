"""The commands print the same for the same seed, and say what is wrong with what they are given."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import all_faults
from exercises.consignments.model import SHIPS, permits_of


def printed(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def sample(template="cites-permit", seed=4711, **options):
    return printed("sample_inspection", template=template, seed=seed, **options)


@pytest.mark.parametrize("template", MAKERS)
def test_a_sample_has_documents_facts_and_its_key(template):
    data = json.loads(sample(template, faults=3))
    assert data["documents"][0]["template"] == template
    assert len(data["documents"]) == len(permits_of(template)) + (0 if template in SHIPS else 3)
    assert data["facts"]["Presented on"]
    assert data["found"]
    assert [len(fault["flag"]) > 0 for fault in data["faults"]] == [True] * 3
    assert len(data["decision"]) == 1


def test_the_same_seed_is_printed_alike():
    assert sample(faults=2) == sample(faults=2)
    assert sample(faults=2, format="html") == sample(faults=2, format="html")


def test_no_faults_make_a_clean_set():
    data = json.loads(sample(faults=0))
    assert data["faults"] == []
    assert data["decision"] == ["release"]


def test_the_set_on_file_stands_beside_the_movement_document():
    facts = json.loads(sample("basel-movement", faults=0))["facts"]
    assert sum(label.startswith("Consent of the State of") for label in facts) == 2


@pytest.mark.parametrize("template", MAKERS)
def test_a_sample_page_draws_every_document_and_tells_the_key(template):
    page = sample(template, faults=2, format="html")
    assert page.count("<svg") >= 4
    assert page.count("<h3>") == 2
    assert "Right decision" in page


def test_the_drawing_of_a_set_names_no_fault():
    page = sample(faults=4, format="html")
    drawn = page[: page.index("<h2>Key</h2>")]
    assert not any(slug in drawn for slug in all_faults())


@pytest.mark.parametrize("faults", [-1, 9, 300])
def test_a_number_of_faults_that_cannot_be_is_refused_in_words(faults):
    with pytest.raises(CommandError, match="fault"):
        sample(faults=faults)


def test_the_catalogue_is_listed_with_basis_and_action():
    data = json.loads(printed("list_faults", format="json"))
    assert {fault["slug"] for fault in data} == set(all_faults())
    assert all(fault["basis"] and fault["action"] and fault["trips"] for fault in data)


def test_the_catalogue_is_a_table_with_a_row_for_each_form():
    lines = printed("list_faults").splitlines()
    rows = sum(len(fault.templates) for fault in all_faults().values())
    assert len(lines) == rows + 2
    assert lines[0].startswith("Fault")
    assert lines[-1] == f"{len(all_faults())} kinds of fault."
