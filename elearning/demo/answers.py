"""Answers for the demonstration's officers: the right one to a question, and one with a slip.

Both are in the form that a kind of question accepts. A kind that is not named here is left unanswered.
"""

from fractions import Fraction

SLIP = "not sure"
WRONG_FACTOR = 3


def answer_to(kind, body, *, right, chance):
    """An answer to a body as stored; None for a kind of which no answer is known."""
    made = RIGHT.get(kind)
    if made is None:
        return None
    answer = made(body)
    return answer if right else SLIPS[kind](body, answer, chance)


def _one(body):
    return next(option["id"] for option in body["options"] if option["right"])


def _weighed(rows):
    return [row["id"] for row in rows if Fraction(row["weight"]) > 0]


def _hit(body):
    if body["select"] == "many":
        return _weighed(body["regions"])
    return [max(body["regions"], key=lambda region: Fraction(region["weight"]))["id"]]


def _number(body):
    unit = next((unit["name"] for unit in body["units"] if Fraction(unit["factor"]) == 1), "")
    return {"text": body["answers"][0]["value"], "unit": unit}


def _gap(gap):
    if gap["kind"] == "choice":
        return _one(gap)
    first = gap["answers"][0]
    return first["value"] if gap["kind"] == "number" else first["pattern"].replace("*", "")


RIGHT = {
    "single_choice": _one,
    "pick_picture": _one,
    "multiple_choice": lambda body: _weighed(body["options"]),
    "hotspot": _hit,
    "true_false": lambda body: body["answer"],
    "matching": lambda body: {prompt["id"]: prompt["match"] for prompt in body["prompts"]},
    "classify": lambda body: {item["id"]: item["group"] for item in body["items"]},
    "ordering": lambda body: [item["id"] for item in body["items"]],
    "numerical": _number,
    "short_text": lambda body: {"text": body["answers"][0]["pattern"].replace("*", "")},
    "cloze": lambda body: {gap["id"]: _gap(gap) for gap in body["gaps"]},
}


def _another(body, answer, chance):
    return chance.choice([option["id"] for option in body["options"] if option["id"] != answer])


def _one_less(body, answer, chance):
    return sorted(set(answer) - {chance.choice(answer)}) or None


def _another_region(body, answer, chance):
    return [chance.choice([region["id"] for region in body["regions"] if region["id"] not in answer])]


def _taken_for_another(choices):
    """Of some pairs one gets another choice."""

    def slip(body, answer, chance):
        part = chance.choice(sorted(answer))
        return answer | {part: chance.choice([one for one in choices(body) if one != answer[part]])}

    return slip


def _two_swapped(body, answer, chance):
    place = chance.randrange(len(answer) - 1)
    return [*answer[:place], answer[place + 1], answer[place], *answer[place + 2 :]]


def _other_number(text):
    return str(int(Fraction(text) * WRONG_FACTOR) + 1)


def _wrong_gap(body, answer, chance):
    gap = chance.choice(body["gaps"])
    if gap["kind"] == "choice":
        wrong = _another(gap, answer[gap["id"]], chance)
    else:
        wrong = _other_number(answer[gap["id"]]) if gap["kind"] == "number" else SLIP
    return answer | {gap["id"]: wrong}


SLIPS = {
    "single_choice": _another,
    "pick_picture": _another,
    "multiple_choice": _one_less,
    "hotspot": _another_region,
    "true_false": lambda body, answer, chance: not answer,
    "matching": _taken_for_another(
        lambda body: sorted({prompt["match"] for prompt in body["prompts"]} | set(body["extra"]))
    ),
    "classify": _taken_for_another(lambda body: [group["id"] for group in body["groups"]]),
    "ordering": _two_swapped,
    "numerical": lambda body, answer, chance: answer | {"text": _other_number(answer["text"])},
    "short_text": lambda body, answer, chance: {"text": SLIP},
    "cloze": _wrong_gap,
}
