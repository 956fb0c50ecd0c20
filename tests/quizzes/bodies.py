"""Bodies of questions for tests, one of each kind. The feedback is worded so that a leak is found."""

import copy

SINGLE = {
    "stem": "<p>Which document is granted first?</p>",
    "explanation": "<p>EXPLAINED-SINGLE</p>",
    "figure": "",
    "shuffle": True,
    "options": [
        {
            "id": "importpermit",
            "text": "<p>The import permit</p>",
            "right": True,
            "feedback": "<p>TOLD-1</p>",
        },
        {
            "id": "exportpermit",
            "text": "<p>The export permit</p>",
            "right": False,
            "feedback": "<p>TOLD-2</p>",
        },
        {"id": "invoice", "text": "<p>The invoice</p>", "right": False, "feedback": "<p>TOLD-3</p>"},
    ],
}
MULTIPLE = {
    "stem": "<p>Which boxes does the officer compare?</p>",
    "explanation": "<p>EXPLAINED-MULTIPLE</p>",
    "figure": "",
    "shuffle": True,
    "options": [
        {"id": "box14", "text": "<p>Box 14</p>", "weight": "1/2", "feedback": "<p>TOLD-4</p>"},
        {"id": "box11", "text": "<p>Box 11</p>", "weight": "1/3", "feedback": "<p>TOLD-5</p>"},
        {"id": "box9", "text": "<p>Box 9</p>", "weight": "1/6", "feedback": "<p>TOLD-6</p>"},
        {"id": "box5", "text": "<p>Box 5</p>", "weight": "-1/2", "feedback": "<p>TOLD-7</p>"},
        {"id": "box1", "text": "<p>Box 1</p>", "weight": "0", "feedback": "<p>TOLD-8</p>"},
    ],
}
TRUE_FALSE = {
    "stem": "<p>A copy of a permit is enough.</p>",
    "explanation": "<p>EXPLAINED-BOOLEAN</p>",
    "figure": "",
    "answer": False,
    "feedback": {"true": "<p>TOLD-9</p>", "false": "<p>TOLD-10</p>"},
}
MATCHING = {
    "stem": "<p>What does each source code mean?</p>",
    "explanation": "<p>EXPLAINED-MATCHING</p>",
    "figure": "",
    "shuffle": True,
    "prompts": [
        {
            "id": "codew",
            "text": "<p>Code W</p>",
            "match": "Taken from the wild",
            "feedback": "<p>TOLD-11</p>",
        },
        {"id": "codec", "text": "<p>Code C</p>", "match": "Bred in captivity", "feedback": "<p>TOLD-12</p>"},
        {"id": "coder", "text": "<p>Code R</p>", "match": "Ranched", "feedback": "<p>TOLD-13</p>"},
        {
            "id": "codeo",
            "text": "<p>Code O</p>",
            "match": "Before the Convention",
            "feedback": "<p>TOLD-14</p>",
        },
    ],
    "extra": ["Confiscated"],
}
NUMERICAL = {
    "stem": "<p>What is the net mass of the coral rock?</p>",
    "explanation": "<p>EXPLAINED-NUMBER</p>",
    "figure": "",
    "answers": [
        {
            "id": "exact",
            "value": "4012.5",
            "tolerance": "0.5",
            "tolerance_kind": "nominal",
            "fraction": "1",
            "feedback": "<p>TOLD-15</p>",
        },
        {
            "id": "near",
            "value": "4012.5",
            "tolerance": "0.1",
            "tolerance_kind": "relative",
            "fraction": "1/2",
            "feedback": "<p>TOLD-16</p>",
        },
        {
            "id": "other",
            "value": "*",
            "tolerance": "0",
            "tolerance_kind": "nominal",
            "fraction": "0",
            "feedback": "<p>TOLD-17</p>",
        },
    ],
    "units": [
        {"name": "kg", "factor": "1"},
        {"name": "g", "factor": "1/1000"},
        {"name": "t", "factor": "1000"},
    ],
    "unit_handling": "required",
    "unit_penalty": "1/10",
    "unit_penalty_of": "mark",
}
SHORT_TEXT = {
    "stem": "<p>Which appendix lists the species?</p>",
    "explanation": "<p>EXPLAINED-TEXT</p>",
    "figure": "",
    "answers": [
        {"id": "two", "pattern": "Zanzibar II", "fraction": "1", "feedback": "<p>TOLD-18</p>"},
        {"id": "more", "pattern": "*Zanzibar*", "fraction": "1/3", "feedback": "<p>TOLD-19</p>"},
        {"id": "rest", "pattern": "*", "fraction": "0", "feedback": "<p>TOLD-20</p>"},
    ],
    "case_matters": False,
    "accents_matter": False,
}
ORDERING = {
    "stem": "<p>In which order are the steps taken?</p>",
    "explanation": "<p>EXPLAINED-ORDER</p>",
    "figure": "",
    "items": [
        {"id": "stepone", "text": "<p>Read the permit</p>"},
        {"id": "steptwo", "text": "<p>Count the crates</p>"},
        {"id": "stepthree", "text": "<p>Open a crate</p>"},
        {"id": "stepfour", "text": "<p>Sign the permit</p>"},
    ],
    "mode": "longest_ordered_subset",
}
CLOZE = {
    "stem": "<p>Complete the rule.</p>",
    "explanation": "<p>EXPLAINED-CLOZE</p>",
    "figure": "",
    "text": "<p>An [[docgap]] permit is valid for [[monthgap]] months.</p><p>It names the [[whogap]].</p>",
    "shuffle": True,
    "gaps": [
        {
            "id": "docgap",
            "weight": 2,
            "kind": "choice",
            "options": [
                {"id": "exportdoc", "text": "export", "right": True, "feedback": "<p>TOLD-21</p>"},
                {"id": "importdoc", "text": "import", "right": False, "feedback": "<p>TOLD-22</p>"},
                {"id": "transitdoc", "text": "transit", "right": False, "feedback": "<p>TOLD-23</p>"},
            ],
        },
        {
            "id": "monthgap",
            "weight": 1,
            "kind": "number",
            "answers": [
                {
                    "id": "a",
                    "value": "4013.25",
                    "tolerance": "0",
                    "tolerance_kind": "nominal",
                    "fraction": "1",
                    "feedback": "<p>TOLD-24</p>",
                },
                {
                    "id": "b",
                    "value": "4013.25",
                    "tolerance": "2",
                    "tolerance_kind": "nominal",
                    "fraction": "1/2",
                    "feedback": "<p>TOLD-25</p>",
                },
            ],
        },
        {
            "id": "whogap",
            "weight": 1,
            "kind": "text",
            "answers": [
                {"id": "a", "pattern": "Zanzibarman*", "fraction": "1", "feedback": "<p>TOLD-26</p>"},
                {"id": "b", "pattern": "*Zanzibar*", "fraction": "1/4", "feedback": "<p>TOLD-27</p>"},
            ],
            "case_matters": False,
            "accents_matter": False,
        },
    ],
}
CLASSIFY = {
    "stem": "<p>Under which Appendix does each specimen fall?</p>",
    "explanation": "<p>EXPLAINED-CLASSIFY</p>",
    "figure": "",
    "groups": [{"id": "one", "text": "Appendix I"}, {"id": "two", "text": "Appendix II"}],
    "items": [
        {"id": "tiger", "text": "<p>Tiger bone</p>", "group": "one", "feedback": "<p>TOLD-101</p>"},
        {"id": "pangolin", "text": "<p>Pangolin scales</p>", "group": "one", "feedback": "<p>TOLD-102</p>"},
        {"id": "caiman", "text": "<p>Caiman skin</p>", "group": "two", "feedback": "<p>TOLD-103</p>"},
    ],
}
HOTSPOT = {
    "stem": "<p>Mark the boxes that say how much may travel.</p>",
    "explanation": "<p>EXPLAINED-HOTSPOT</p>",
    "figure": "sample-form",
    "select": "many",
    "regions": [
        {
            "id": "quantity",
            "name": "Lower middle",
            "label": "TOLD-110",
            "shape": {"kind": "rect", "x": "40", "y": "60.5", "width": "20", "height": "10"},
            "weight": "2/3",
            "feedback": "<p>TOLD-111</p>",
        },
        {
            "id": "quota",
            "name": "Lower end",
            "label": "TOLD-112",
            "shape": {"kind": "polygon", "points": [["70", "60"], ["90", "60"], ["90", "75"]]},
            "weight": "1/3",
            "feedback": "<p>TOLD-113</p>",
        },
        {
            "id": "stamp",
            "name": "Upper start",
            "label": "TOLD-114",
            "shape": {"kind": "circle", "x": "20", "y": "15", "r": "8"},
            "weight": "-1/2",
            "feedback": "<p>TOLD-115</p>",
        },
    ],
}
HOTSPOT_ONE = HOTSPOT | {
    "select": "one",
    "regions": [
        region | {"weight": weight}
        for region, weight in zip(HOTSPOT["regions"], ("1", "0", "0"), strict=True)
    ],
}
PICK_PICTURE = {
    "stem": "<p>Which section is elephant ivory?</p>",
    "explanation": "<p>EXPLAINED-PICTURE</p>",
    "figure": "",
    "options": [
        {"id": "first-tusk", "image": "ivory-elephant", "right": True, "feedback": "<p>TOLD-120</p>"},
        {"id": "second-tusk", "image": "ivory-mammoth", "right": False, "feedback": "<p>TOLD-121</p>"},
        {"id": "bone", "image": "worked-bone", "right": False, "feedback": "<p>TOLD-122</p>"},
    ],
}
OWN_BODIES = {
    "single_choice": SINGLE,
    "multiple_choice": MULTIPLE,
    "true_false": TRUE_FALSE,
    "matching": MATCHING,
    "numerical": NUMERICAL,
    "short_text": SHORT_TEXT,
    "ordering": ORDERING,
    "cloze": CLOZE,
    "classify": CLASSIFY,
    "hotspot": HOTSPOT,
    "pick_picture": PICK_PICTURE,
}
"""Of the kinds of this app. What is asked of their options is asked of these."""
INSPECTION = {
    "stem": "<p>Is this consignment in order?</p>",
    "explanation": "<p>EXPLAINED-INSPECTION</p>",
    "figure": "",
    "template": "cites-permit",
    "kinds": ["cites-expired"],
    "clean_percent": 0,
    "least": 1,
    "most": 1,
    "seed": 4711,
    "fixed": None,
    "feedback": {"whole": "<p>TOLD-130</p>", "part": "<p>TOLD-131</p>", "nothing": "<p>TOLD-132</p>"},
}
BODIES = OWN_BODIES | {"inspection": INSPECTION}
CHOICES = ["single_choice", "multiple_choice", "true_false", "matching"]
"""The kinds in which nothing is typed and nothing moved."""
SECRETS = [f"TOLD-{n}" for n in range(1, 28)] + ["EXPLAINED", "4012.5", "4013.25", "Zanzibar"]
"""Texts that no page of a running attempt may hold."""


def with_(body, value, *path):
    """A body with another value in one place."""
    changed = copy.deepcopy(body)
    *way, last = path
    part = changed
    for step in way:
        part = part[step]
    part[last] = value
    return changed


def _swapped(body, rows, field, one, other):
    """A body in which two rows have exchanged a field."""
    first, second = body[rows][one][field], body[rows][other][field]
    return with_(with_(body, second, rows, one, field), first, rows, other, field)


OTHER_KEYS = {
    "single_choice": _swapped(SINGLE, "options", "right", 0, 2),
    "multiple_choice": _swapped(MULTIPLE, "options", "weight", 0, 3),
    "true_false": TRUE_FALSE | {"answer": True},
    "matching": _swapped(MATCHING, "prompts", "match", 0, 1),
    "numerical": with_(NUMERICAL, "-7", "answers", 0, "value"),
    "short_text": with_(SHORT_TEXT, "A much longer text than before", "answers", 0, "pattern"),
    "ordering": ORDERING | {"items": ORDERING["items"][::-1]},
    "cloze": CLOZE | {"gaps": [_swapped(CLOZE["gaps"][0], "options", "right", 0, 1), *CLOZE["gaps"][1:]]},
    "classify": _swapped(CLASSIFY, "items", "group", 0, 2),
    "hotspot": _swapped(HOTSPOT, "regions", "weight", 0, 2),
    "pick_picture": _swapped(PICK_PICTURE, "options", "right", 0, 2),
}
"""The same bodies with other right answers: a page must not tell them apart."""
