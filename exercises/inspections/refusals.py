"""Why data is refused: a sentence that can be translated, and what stands in it."""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

Place = tuple[str | int, ...]
"""Where in the data: names of fields and numbers in lists."""


class Refused(ValueError):
    """A reason to refuse data. `sentence` is the text before `given` is filled in."""

    def __init__(self, sentence: str, **given: object) -> None:
        super().__init__(sentence % given)
        self.sentence = sentence
        self.given = given


def refuse(what: str, reasons: Iterable[tuple[Place, Refused]]) -> None:
    """Raise all reasons at once, each at its place, if there is any. For validators of pydantic models."""
    found = [
        InitErrorDetails(
            type=PydanticCustomError("value_error", "{error}", {"error": one}), loc=place, input=""
        )
        for place, one in reasons
    ]
    if found:
        raise ValidationError.from_exception_data(what, found)


def reasons_in(error: ValidationError) -> list[tuple[Place, Refused]]:
    """The reasons that an error holds. What pydantic itself refused is told in its words."""
    found = []
    for one in error.errors(include_url=False):
        cause = one.get("ctx", {}).get("error")
        refused = cause if isinstance(cause, Refused) else Refused("%(said)s.", said=cause or one["msg"])
        found.append((one["loc"], refused))
    return found
