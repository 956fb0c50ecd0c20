"""The tables of docs/contributors/documents.md: every box, field and place of each form, no other."""

import re

import pytest
from django.conf import settings

from exercises.consignments.model import PERMITS, SHIPS, permits_of
from exercises.documents.registry import template

FORMS = sorted({slug for template in (*PERMITS, *SHIPS) for slug in permits_of(template)})
PAGE = settings.BASE_DIR / "docs" / "contributors" / "documents.md"


def rows_of(slug):
    """(box, title, keys of fields, keys of places) of each row of a form's table."""
    text = PAGE.read_text(encoding="utf-8").split(f"(`{slug}`)\n")[1].split("\n### ")[0]
    table = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")][1:]
    for box, title, fields, places, _note in table:
        box = box.strip()
        yield (
            "" if box == "head" else box,
            title.strip(),
            *(re.findall(r"`([^`]+)`", keys) for keys in (fields, places)),
        )


def first_of_its_kind(key):
    """The same key in the first of several alike: lines, countries of transit, surveys."""
    key = re.sub(r"^(transit|line|endorsement)[2-9]\.", r"\g<1>1.", key)
    return re.sub(r"^[b-h]\.", "a.", key)


def keys_of(entries, box):
    return sorted({first_of_its_kind(entry.key) for entry in entries if entry.box == box})


@pytest.mark.parametrize("slug", FORMS)
def test_the_table_of_a_form_has_every_box_with_all_that_stands_in_it(slug):
    form, rows = template(slug), list(rows_of(slug))
    assert [box for box, *_rest in rows] == list(dict.fromkeys(field.box for field in form.fields))
    assert {place.box for place in form.places} <= {box for box, *_rest in rows}
    for box, title, fields, places in rows:
        assert (box, sorted(fields), sorted(places)) == (
            box,
            keys_of(form.fields, box),
            keys_of(form.places, box),
        )
        assert title


@pytest.mark.parametrize("slug", FORMS)
def test_a_picture_of_the_form_stands_beside_its_table(slug):
    text = PAGE.read_text(encoding="utf-8").split(f"(`{slug}`)\n")[1].split("\n### ")[0]
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert (PAGE.parent / picture).resolve().is_file()
