"""Give a number, in exchange formats."""

from fractions import Fraction

from quizzes.formats.exchange import Exchange, register_exchange, with_ids
from quizzes.formats.neutral import Number, Numbers, absolute_tolerance, exact_number


def numbers_of(answers):
    """Accepted numbers of a body as a shape has them."""
    return tuple(
        Number(
            answer["value"],
            answer["tolerance"],
            answer["tolerance_kind"] == "relative",
            Fraction(answer["fraction"]),
            answer["feedback"],
        )
        for answer in answers
    )


def accepted_numbers(answers, earlier):
    """Accepted numbers of a shape as a body has them."""
    rows = [
        {
            "value": answer.value,
            "tolerance": answer.tolerance,
            "tolerance_kind": "relative" if answer.relative else "nominal",
            "fraction": str(answer.fraction),
            "feedback": answer.feedback,
        }
        for answer in answers
    ]
    before = {answer["id"]: answer for answer in earlier}
    return [_as_before(row, before.get(row["id"])) for row in with_ids(rows, earlier, "value")]


def _as_before(row, before):
    """A number that is right within the same width keeps the spelling it had."""
    spelling = ("value", "tolerance", "tolerance_kind")
    if before is None or row["value"] == "*" or _width(row) != _width(before):
        return row
    return row | {name: before[name] for name in spelling}


def _width(row):
    (answer,) = numbers_of([row])
    return exact_number(absolute_tolerance(answer))


@register_exchange
class NumericalExchange(Exchange):
    """Accepted numbers with their tolerances, and units where the format has any."""

    kind = "numerical"
    shape = Numbers

    def to_body(self, content, earlier):
        said = {"answers": accepted_numbers(content.answers, earlier.get("answers", []))}
        kept = {name: earlier[name] for name in ("unit_penalty", "unit_penalty_of") if name in earlier}
        if content.units is None:
            return (
                said | kept | {name: earlier[name] for name in ("units", "unit_handling") if name in earlier}
            )
        if content.unit_handling == "required":
            kept = {"unit_penalty": str(content.unit_penalty), "unit_penalty_of": content.unit_penalty_of}
        factors = {unit["name"]: unit["factor"] for unit in earlier.get("units", [])}
        units = []
        for name, factor in content.units:
            known = factors.get(name, factor)
            units.append({"name": name, "factor": known if Fraction(known) == Fraction(factor) else factor})
        return said | kept | {"units": units, "unit_handling": content.unit_handling}

    def from_body(self, body, lost):
        handling = body["unit_handling"]
        graded = handling == "required"
        return Numbers(
            numbers_of(body["answers"]),
            tuple((unit["name"], unit["factor"]) for unit in body["units"]),
            handling,
            Fraction(body["unit_penalty"]) if graded else Fraction(0),
            body["unit_penalty_of"] if graded else "mark",
        )
