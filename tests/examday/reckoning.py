"""What was acknowledged against what is stored. Reckons by itself: it uses none of the site's grading."""

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Acknowledged:
    """An answer of which the server said that it is saved: its key, and the form's fields that were sent."""

    attempt: int
    client: str
    number: int
    position: int
    fields: tuple[tuple[str, str], ...]


@dataclass
class Reckoning:
    """Sentences on all that is not as it was acknowledged."""

    lost: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)

    @property
    def faults(self):
        return [*self.lost, *self.otherwise, *self.unasked, *self.not_counted, *self.grades]


def _single(body, answer):
    return Fraction(next(option["right"] for option in body["options"] if option["id"] == answer))


def _multiple(body, answer):
    earned = sum(Fraction(option["weight"]) for option in body["options"] if option["id"] in answer)
    return max(Fraction(0), min(Fraction(1), earned))


def _true_false(body, answer):
    return Fraction(answer == body["answer"])


def _matching(body, answer):
    right = sum(answer.get(prompt["id"]) == prompt["match"] for prompt in body["prompts"])
    return Fraction(right, len(body["prompts"]))


WORTH = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "matching": _matching,
}


def meant(kind, order, fields):
    """The answer that a form's fields mean. Their values are places in the order that the paper froze."""
    if kind == "matching":
        return {
            order["prompts"][int(name.removeprefix("match-")) - 1]: order["choices"][int(value) - 1]
            for name, value in fields
            if value
        }
    chosen = [order[int(value) - 1] for _name, value in fields]
    if kind == "multiple_choice":
        return sorted(chosen)
    return chosen[0] == "true" if kind == "true_false" else chosen[0]


def reckon(acknowledged, held):
    """`acknowledged`: all answers that were; `held`: see paper.held, as JSON."""
    found = Reckoning()
    told = {pk: {} for pk in held["attempts"]}
    for answer in acknowledged:
        told.setdefault(str(answer.attempt), {})[answer.client, answer.number] = answer
    for pk, answers in told.items():
        attempt = held["attempts"].get(pk)
        if attempt is None:
            found.lost += [f"{answer}: its attempt is not stored" for answer in answers.values()]
        else:
            _reckon_attempt(found, pk, answers, attempt, held["versions"])
    return found


def _reckon_attempt(found, pk, answers, attempt, versions):
    stored = {(client, number): (position, answer) for client, number, position, answer in attempt["events"]}
    earned = Fraction(0)
    state = {}
    for key in sorted(answers, key=lambda key: (key[1], key[0])):
        state[answers[key].position] = key

    def asked(position):
        item = attempt["items"][str(position)]
        return versions[str(item["version"])], item["order"]

    for key, answer in answers.items():
        version, order = asked(answer.position)
        said = (answer.position, meant(version["kind"], order, answer.fields))
        if key not in stored:
            found.lost.append(f"attempt {pk}, {key}: {said} was acknowledged and is not stored")
        elif stored[key] != said:
            found.otherwise.append(f"attempt {pk}, {key}: {said} was acknowledged, {stored[key]} is stored")
    found.unasked += [
        f"attempt {pk}, {key}: stored and never acknowledged" for key in stored.keys() - answers.keys()
    ]
    for position in attempt["items"]:
        key = state.get(int(position))
        worth = Fraction(0)
        if key:
            version, order = asked(position)
            worth = WORTH[version["kind"]](
                version["body"], meant(version["kind"], order, answers[key].fields)
            )
        earned += worth
        counted = attempt["counted"].get(position)
        if counted is None or (tuple(counted[:2]) if counted[0] else None) != key:
            found.not_counted.append(f"attempt {pk}, question {position}: {key} is last, {counted} counted")
        elif Fraction(counted[2]) != worth:
            found.grades.append(f"attempt {pk}, question {position}: worth {worth}, marked {counted[2]}")
    possible = len(attempt["items"])
    passed = 100 * earned >= attempt["pass_mark"] * possible
    grade = attempt["grade"] and (
        Fraction(attempt["grade"][0]),
        Fraction(attempt["grade"][1]),
        attempt["grade"][2],
    )
    if grade != (earned, possible, passed):
        found.grades.append(
            f"attempt {pk}: {earned} of {possible}, passed {passed}; stored {attempt['grade']}"
        )
