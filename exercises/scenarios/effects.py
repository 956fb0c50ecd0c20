"""Effects as a trainer types them: “time_used +30, evidence +2”."""

import re
from collections.abc import Mapping

_CHANGE = re.compile(r"([a-z][a-z0-9_]*) *:? *([+−-]?) *([0-9]{1,3})")


class NoEffects(ValueError):
    """A text that says no effects. `part` is what could not be read."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def read_effects(text: str) -> dict[str, int]:
    """Changes by the names of numbers, in their order. Raises NoEffects."""
    effects: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in re.split("[,;\n]", text))):
        found = _CHANGE.fullmatch(part)
        if found is None or found[1] in effects:
            raise NoEffects(part)
        name, sign, number = found.groups()
        effects[name] = -int(number) if sign in ("-", "−") else int(number)
    return effects


def write_effects(effects: Mapping[str, int]) -> str:
    """The text that read_effects reads back as the same changes."""
    return ", ".join(f"{name} {change:+d}" for name, change in effects.items())
