"""Bodies of questions for tests, one of each kind. The feedback is worded so that a leak is found."""

SINGLE = {
    "stem": "<p>Which document is granted first?</p>",
    "explanation": "<p>EXPLAINED-SINGLE</p>",
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
    "answer": False,
    "feedback": {"true": "<p>TOLD-9</p>", "false": "<p>TOLD-10</p>"},
}
MATCHING = {
    "stem": "<p>What does each source code mean?</p>",
    "explanation": "<p>EXPLAINED-MATCHING</p>",
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
BODIES = {
    "single_choice": SINGLE,
    "multiple_choice": MULTIPLE,
    "true_false": TRUE_FALSE,
    "matching": MATCHING,
}
SECRETS = [f"TOLD-{n}" for n in range(1, 15)] + ["EXPLAINED"]
"""Texts that no page of a running attempt may hold."""
