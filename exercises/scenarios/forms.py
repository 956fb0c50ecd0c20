"""A scenario as data: what a person writes in a pack, and what a version holds as its body.

Rich text is Markdown in a pack and canonical HTML in a body. What the parts mean together is asked in
`checking`, how a run goes in `running`.
"""

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator

from exercises.scenarios import conditions
from reference.formats.fields import HTML, AnyRich, Form, NeededWords, Rich, Slug, Words
from reference.formats.rich_text import links

GREATEST = 999
"""Every number of the state stays between 0 and this."""


Quality = Literal["best", "acceptable", "poor", "dangerous"]
Outcome = Literal["success", "partial", "failure", "harm"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)
"""From the best down."""
POINTS: dict[Quality, int] = {"best": 10, "acceptable": 6, "poor": 2, "dangerous": 0}
"""What a decision earns that names no score."""


def _readable(condition: str) -> str:
    if condition:
        conditions.parse(condition)
    return condition


def _without_links(html: str) -> str:
    if links(html):
        raise ValueError("A link would lead out of the scenario; name the place in words.")
    return html


def _changes(effects: dict[str, int]) -> dict[str, int]:
    still = sorted(name for name, change in effects.items() if change == 0)
    if still:
        raise ValueError(f"The effect on {', '.join(still)} is 0; leave it out.")
    return effects


def _state_name(name: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,29}", name) or name in conditions.WORDS:
        raise ValueError(
            f"“{name}” cannot name a number of the state: use small letters, digits and _, at most 30."
        )
    return name


StateName = Annotated[str, AfterValidator(_state_name)]
When = Annotated[Words, AfterValidator(_readable)]
Told = Annotated[Rich, AfterValidator(_without_links)]
AnyTold = Annotated[AnyRich, AfterValidator(_without_links)]
Effects = Annotated[
    dict[StateName, Annotated[int, Field(ge=-GREATEST, le=GREATEST)]], AfterValidator(_changes)
]
ShortSlug = Annotated[Slug, Field(max_length=50)]
Title = Annotated[NeededWords, Field(max_length=200)]


def _entered(written: Any) -> Any:
    """An entry of a form: one text, or a list of them."""
    given = written if isinstance(written, list) else [written]
    if not given or not all(isinstance(one, str) and one.strip() for one in given):
        raise ValueError(
            "Write a text or a list of texts, in quotation marks if it looks like something else. "
            "A box that is blank is left out."
        )
    return written


Entered = Annotated[Words | list[Words], BeforeValidator(_entered)]


class PaperMark(Form):
    """Something stamped, sealed, signed, copied or altered, as exercises.documents.model has it."""

    kind: Literal[
        "ink-stamp",
        "embossed-seal",
        "signature",
        "security-stamp",
        "endorsement",
        "alteration",
        "struck-out",
        "photocopy",
        "perforation",
    ]
    at: NeededWords
    text: Words = ""
    state: Words = ""
    date: Words = ""
    validated: bool = False


class Paper(Form):
    """A document drawn as its form is: filled in here, or one out of a set that a seed makes.

    `form` is the form that is shown. A set is made for the document that `consignment` names, with a fault
    of each kind that `faults` names.
    """

    form: Slug
    seed: Annotated[int, Field(ge=0, le=999_999_999)] = 0
    values: Annotated[dict[str, Entered], Field(max_length=200)] = {}
    marks: Annotated[list[PaperMark], Field(max_length=60)] = []
    consignment: Slug | Literal[""] = ""
    faults: Annotated[list[Slug], Field(max_length=8)] = []

    @model_validator(mode="after")
    def _in_one_way(self) -> "Paper":
        if self.consignment and (self.values or self.marks):
            raise ValueError("Fill in the form, or name a consignment that it comes with: not both.")
        if not self.consignment and not self.values:
            raise ValueError("Fill in the form under values, or name a consignment that it comes with.")
        if self.faults and not self.consignment:
            raise ValueError(
                "Kinds of fault belong to a consignment; on a form that you fill in, write them."
            )
        return self


class Evidence(Form):
    """Something that lies before the officer: a picture, a document, a result, a call."""

    kind: Literal["figure", "document", "result", "call"]
    title: Title
    text: AnyTold = ""
    figure: Slug | Literal[""] = ""
    paper: Paper | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Evidence":
        if self.kind == "figure" and not self.figure:
            raise ValueError("Name the drawing in the field figure.")
        if self.kind != "figure" and self.figure:
            raise ValueError("Only evidence of the kind figure has a drawing.")
        if self.kind != "document" and self.paper:
            raise ValueError("Only evidence of the kind document has a paper.")
        if self.kind != "figure" and not self.text and not self.paper:
            raise ValueError(f"Evidence of the kind {self.kind} needs a text.")
        return self


class Event(Form):
    """Something that happens by chance when a situation is entered. At most one of a situation happens."""

    chance: Annotated[int, Field(ge=1, le=100)]
    text: Told
    when: When = ""
    effects: Effects = {}


class Way(Form):
    """Where a decision leads, if its condition holds."""

    when: When = ""
    to: ShortSlug


def _as_ways(written: Any) -> Any:
    return [{"to": written}] if isinstance(written, str) else written


def _as_written(ways: list[Way]) -> Any:
    if len(ways) == 1:
        return ways[0].to
    return [way.model_dump(exclude_defaults=True) for way in ways]


def _end_without_condition(ways: list[Way]) -> list[Way]:
    if ways[-1].when:
        raise ValueError("The last way has no condition: it is taken when no other is.")
    if any(not way.when for way in ways[:-1]):
        raise ValueError("Every way but the last needs a condition.")
    return ways


Ways = Annotated[
    list[Way],
    Field(min_length=1, max_length=8),
    AfterValidator(_end_without_condition),
    BeforeValidator(_as_ways),
    PlainSerializer(_as_written),
]


class Decision(Form):
    """Something the officer can do. Quality, score, reason and basis are shown in the debrief only."""

    id: ShortSlug
    text: Title
    when: When = ""
    quality: Quality
    score: Annotated[int, Field(ge=-100, le=100)] | None = None
    effects: Effects = {}
    consequence: Told
    why: AnyTold = ""
    basis: Annotated[NeededWords, Field(max_length=300)]
    to: Ways

    @property
    def points(self) -> int:
        return POINTS[self.quality] if self.score is None else self.score


class Situation(Form):
    """Where the officer stands, what lies before them, what they can do."""

    id: ShortSlug
    title: Title
    text: Told
    evidence: Annotated[list[Evidence], Field(max_length=12)] = []
    events: Annotated[list[Event], Field(max_length=6)] = []
    decisions: Annotated[list[Decision], Field(min_length=1, max_length=8)]


class End(Form):
    """How a run can end."""

    id: ShortSlug
    title: Title
    outcome: Outcome
    text: Told


class Scenario(Form):
    """A branching exercise. `state` declares every number that conditions and effects name."""

    id: ShortSlug
    title: Title
    summary: Annotated[Words, Field(max_length=400)] = ""
    minutes: Annotated[int, Field(ge=1, le=240)]
    objectives: list[ShortSlug] = []
    state: Annotated[dict[StateName, Annotated[int, Field(ge=0, le=GREATEST)]], Field(max_length=12)] = {}
    start: ShortSlug
    situations: Annotated[list[Situation], Field(min_length=1, max_length=80)]
    ends: Annotated[list[End], Field(min_length=1, max_length=20)]
    debrief: Told

    def body(self) -> dict[str, Any]:
        """What a version holds of this scenario."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def nodes(self) -> dict[str, Situation | End]:
        """Situations and ends by name."""
        found: dict[str, Situation | End] = {situation.id: situation for situation in self.situations}
        return found | {end.id: end for end in self.ends}


def scenario_of(body: dict[str, Any]) -> Scenario:
    """The scenario that a version holds. Raises pydantic.ValidationError."""
    return Scenario.model_validate(body, context=HTML)
