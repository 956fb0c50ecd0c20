"""Give a number: within the tolerance, in one of the units."""

import random
import re
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, TypedDict

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.numbers import ANY, LONGEST_NUMBER, NumberAnswer, check_numbers, read_number
from quizzes.grading.options import chosen, lettered
from quizzes.grading.texts import Part, QuestionBody, unique
from quizzes.grading.typed import Share, cleaned, typed

TEXT_FIELD, UNIT_FIELD = "number-given", "unit-given"
_FACTOR = re.compile(r"\d{1,15}(\.\d{1,15})?(/0*[1-9]\d{0,14})?", re.ASCII)


def _factor(value: str) -> str:
    if not _FACTOR.fullmatch(value) or ("/" in value and "." in value) or Fraction(value) == 0:
        raise ValueError("write a factor above 0 such as 1000, 0.001 or 1/12")
    return value


class Unit(Part):
    """A unit in which the number may be given: its number times the factor is the number in the base unit."""

    name: Annotated[str, StringConstraints(pattern=r"^[^\d\s+\-.,'][^\s\d]*\d?$", max_length=20)]
    factor: Annotated[str, AfterValidator(_factor)]


class NumericalBody(QuestionBody):
    answers: Annotated[list[NumberAnswer], Field(min_length=1, max_length=10)]
    units: Annotated[list[Unit], Field(max_length=10)] = []
    unit_handling: Literal["none", "optional", "required"] = "none"
    unit_penalty: Share = Fraction(1, 10)
    unit_penalty_of: Literal["mark", "response"] = "mark"

    @model_validator(mode="after")
    def _can_be_graded(self) -> "NumericalBody":
        check_numbers(self.answers)
        unique("unit", [unit.name for unit in self.units])
        if (self.unit_handling == "none") == bool(self.units):
            raise ValueError("units stand with unit_handling optional or required, and only with it")
        if self.units and all(Fraction(unit.factor) != 1 for unit in self.units):
            raise ValueError("one unit must have the factor 1: the accepted numbers are in it")
        return self

    @property
    def base_unit(self) -> str:
        """The unit in which the accepted numbers stand, empty for none."""
        return next((unit.name for unit in self.units if Fraction(unit.factor) == 1), "")


class Given(TypedDict):
    text: str
    unit: str


@register
class Numerical(Kind[NumericalBody]):
    """Give a number: the first accepted one that it fits earns its part, less for a unit that is not right.

    As in Moodle, a number in a known unit is compared after conversion and then as it stands; only the
    first counts as right in its unit.
    """

    kind: ClassVar[str] = "numerical"
    body_class: ClassVar[type[BaseModel]] = NumericalBody

    def option_order(self, body: NumericalBody, rng: random.Random) -> list[str]:
        return sorted(unit.name for unit in body.units)

    def accept(self, body: NumericalBody, answer: object) -> Given | None:
        if answer is None:
            return None
        if not isinstance(answer, dict) or not answer.keys() <= {"text", "unit"}:
            raise InvalidAnswer("This answer is no number.")
        unit = answer.get("unit", "")
        if unit != "" and all(unit != known.name for known in body.units):
            raise InvalidAnswer("This unit does not belong to this question.")
        text = cleaned(answer.get("text", ""), LONGEST_NUMBER)
        return {"text": text, "unit": unit} if text or unit else None

    def read(self, body: NumericalBody, order: list[str], data: FormData) -> Given | None:
        units = chosen(order, data, UNIT_FIELD)
        if len(units) > 1:
            raise InvalidAnswer("Choose one unit.")
        return self.accept(body, {"text": typed(data, TEXT_FIELD), "unit": units[0] if units else ""})

    def _matched(self, body: NumericalBody, given: Given | None) -> tuple[NumberAnswer, bool] | None:
        """The accepted answer that counts, and whether the unit is right with it."""
        factors = {unit.name: Fraction(unit.factor) for unit in body.units}
        read = read_number(given["text"], factors) if given else None
        if given is None or read is None:
            return None
        number, written = read
        unit = given["unit"] or written
        known = unit in factors and written in ("", unit)
        for answer in body.answers:
            if answer.takes(number * factors[unit] if known else number):
                return answer, known
            if answer.takes(number):
                return answer, False
        return None

    def fraction(self, body: NumericalBody, answer: Given | None) -> Fraction:
        matched = self._matched(body, answer)
        if matched is None:
            return Fraction(0)
        earned, unit_is_right = matched[0].fraction, matched[1]
        if unit_is_right or body.unit_handling != "required":
            return earned
        whole = earned if body.unit_penalty_of == "response" else Fraction(1)
        return max(earned - body.unit_penalty * whole, Fraction(0))

    def shown(self, body: NumericalBody, order: list[str], answer: Given | None = None) -> dict[str, Any]:
        given = answer or {"text": "", "unit": ""}
        return {
            "stem": body.stem,
            "name": TEXT_FIELD,
            "text": given["text"],
            "longest": LONGEST_NUMBER,
            "unreadable": bool(given["text"]) and read_number(given["text"], order) is None,
            "unit_name": UNIT_FIELD,
            "unit": given["unit"],
            "units": [
                {"value": value, "text": unit, "checked": unit == given["unit"]}
                for unit, value, _letter in lettered(order)
            ],
        }

    def reviewed(self, body: NumericalBody, order: list[str], answer: Given | None) -> dict[str, Any]:
        matched = self._matched(body, answer)
        return {
            "stem": body.stem,
            "explanation": body.explanation,
            "given": _words(answer),
            "unit_is_wrong": matched is not None and body.unit_handling == "required" and not matched[1],
            "unit_penalty": body.unit_penalty,
            "accepted": [
                {
                    "value": "" if accepted.value == ANY else accepted.value,
                    "unit": body.base_unit,
                    "tolerance": accepted.tolerance if Fraction(accepted.tolerance) else "",
                    "relative": accepted.tolerance_kind == "relative",
                    "fraction": accepted.fraction,
                    "counts": matched is not None and matched[0] is accepted,
                    "feedback": accepted.feedback,
                }
                for accepted in body.answers
            ],
        }

    def guess_score(self, body: NumericalBody) -> Fraction:
        return next((answer.fraction for answer in body.answers if answer.value == ANY), Fraction(0))

    def responses(self, body: NumericalBody, answer: Given | None) -> list[tuple[str, str]]:
        return [("", _words(answer))] if answer else []

    def feedback(self, body: NumericalBody, answer: Given | None) -> list[str]:
        matched = self._matched(body, answer)
        return [matched[0].feedback] if matched and matched[0].feedback else []


def _words(given: Given | None) -> str:
    return f"{given['text']} {given['unit']}".strip() if given else ""
