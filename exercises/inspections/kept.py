"""An inspection as plain data that a paper keeps.

What was drawn for a paper must not change when the catalogue or the stock does. So a paper keeps the
documents themselves, with what is wrong in them and why, and not only the seed that they were made from.
"""

from collections.abc import Mapping
from typing import Any

from exercises.consignments.mixing import Inspection
from exercises.consignments.model import Entry
from exercises.inspections.fixed import FixedSet, WrittenFault


def name_of(entry: Entry) -> str:
    """An entry as one text, `document:entry`."""
    return ":".join(entry)


def entry_of(name: str) -> Entry:
    slug, _, key = name.partition(":")
    return slug, key


def data_of(made: Inspection) -> dict[str, Any]:
    """An inspection written down with all that the catalogue says of its faults now."""
    written = FixedSet.of(made).model_copy(
        update={"faults": tuple(WrittenFault.whole(fault, made) for fault in made.faults)}
    )
    held = written.model_dump(mode="json", exclude_defaults=True)
    return {"template": made.template, "seed": made.seed, "set": held}


def inspection_of(data: Mapping[str, Any]) -> Inspection:
    """The inspection that `data_of` wrote down."""
    return FixedSet.model_validate(data["set"]).made(data["template"], data["seed"])
