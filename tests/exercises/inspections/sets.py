"""Sets written by hand, as data."""

import json

from exercises.consignments.mixing import inspection
from exercises.inspections.settings import FixedSet

OWN = {
    "title": "Goods in an open crate",
    "shows": "The lid of a crate is loose.",
    "matters": "Something may have been added.",
    "basis": "Good practice: compare seal and lid",
    "action": "detain",
    "entries": ["packing-list:total_packages", "packing-list:container"],
    "reasons": ["packages-differ"],
}


def written(template="cites-permit", seed=7, faults=2):
    """Settings with a set written by hand, as data."""
    fixed = FixedSet.of(inspection(template, seed, clean_share=0, faults=faults))
    return {"template": template, "fixed": fixed.model_dump(mode="json", exclude_defaults=True)}


def set_in(data, path, value):
    """The data with a value at a path of names and numbers; None takes it away."""
    data = json.loads(json.dumps(data))
    held = data
    for part in path[:-1]:
        held = held[part]
    if value is None:
        held.pop(path[-1], None)
    else:
        held[path[-1]] = value
    return data
