"""What became of the items of a pack."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """What became of the items of one pack, by their names.

    conflicts: changed here since the pack wrote them, left alone. waiting: the pack's text is a draft
    that somebody has to publish. kept: made here, not in the pack.
    """

    pack: str
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
