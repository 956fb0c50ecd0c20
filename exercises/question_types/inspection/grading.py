"""Inspect a set of documents: flag what is not in order, say why, decide on the consignment.

Three parts of the mark are for the findings (exercises.inspections.scoring), one is for the decision.
A paper keeps the set that was drawn for it, an answer keeps beside the flags as much of the key as grading
needs: so no change of the catalogue or of the settings alters what was sat. Neither is sent to a browser.
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, Field, ValidationError, ValidationInfo, model_validator

from exercises.consignments.faults import all_faults
from exercises.consignments.mixing import Inspection
from exercises.consignments.wording import marked
from exercises.inspections.fixed import FixedSet
from exercises.inspections.kept import data_of, entry_of, inspection_of, name_of
from exercises.inspections.refusals import Refused
from exercises.inspections.rounds import entries_of, made_for, reasons_of
from exercises.inspections.scoring import Decision, Found, Score, Signal, scored, worth_of
from exercises.inspections.settings import InspectionSettings
from quizzes.grading.kinds import FormData, InvalidAnswer, Kind, register
from quizzes.grading.texts import Part, QuestionBody, Rich

FINDINGS = Fraction(3, 4)
"""The part of the mark that the findings carry; the rest is the decision's."""
SEED_BITS = 53
KEPT = {"kept": True}
"""The context in which a body is read that was checked when it was written."""
FLAG, REASON, DECISION = "flag", "reason:", "decision"
FALSE_ALARMS, DECIDED = marked("False alarms"), marked("Decision")
FOUND, WRONG_REASON, MISSED = marked("found"), marked("found, with a wrong reason"), marked("missed")


def _each_once(kinds: list[str]) -> list[str]:
    return sorted(set(kinds))


class Feedback(Part):
    """What is said to who earns the whole mark, a part of it, nothing."""

    whole: Rich = ""
    part: Rich = ""
    nothing: Rich = ""


class InspectionBody(QuestionBody):
    """How the sets are mixed (exercises.inspections.settings), or one that was written by hand.

    Without a fault are `clean_percent` of the papers, the others have `least` to `most`. With a `seed` every
    paper has the same set.
    """

    template: str
    kinds: Annotated[list[str], AfterValidator(_each_once)] = []
    clean_percent: int = 25
    least: Annotated[int, Field(ge=1)] = 1
    most: int = 2
    seed: Annotated[int, Field(ge=0, lt=2**SEED_BITS)] | None = None
    fixed: FixedSet | None = None
    feedback: Feedback = Feedback()

    @model_validator(mode="after")
    def _makes_sets(self, info: ValidationInfo) -> "InspectionBody":
        # What was checked when it was written is not checked again: a kind of fault that has left the
        # catalogue since must not close the review of a paper.
        if info.context != KEPT:
            self.settings()
        return self

    def settings(self) -> InspectionSettings:
        """The same as settings of an inspection. Raises ValidationError."""
        if self.fixed is not None:
            mixing = ("kinds", "clean_percent", "least", "most", "seed")
            if any(getattr(self, name) != type(self).model_fields[name].default for name in mixing):
                raise Refused(marked("A set written by hand is the same on every paper: leave out the mix."))
            return InspectionSettings(template=self.template, fixed=self.fixed)
        if self.least > self.most:
            raise Refused(marked("The least number of faults is greater than the greatest."))
        return InspectionSettings(
            template=self.template, kinds=tuple(self.kinds), clean_percent=self.clean_percent, most=self.most
        )

    def made(self, seed: int) -> Inspection:
        """The set that a seed gives."""
        if self.fixed is not None:
            return self.fixed.made(self.template, seed)
        return made_for(
            self.template,
            seed,
            self.most,
            clean_share=Fraction(self.clean_percent, 100),
            kinds=self.kinds,
            least=self.least,
        )

    def on(self, order: Mapping[str, Any]) -> Inspection:
        """The set on a paper. Raises LookupError for a paper that holds none."""
        return self.made(0) if self.fixed is not None else inspection_of(order["drawn"])


class KeptFault(Part):
    """A fault of a set: any one of its entries finds it."""

    kind: str
    entries: list[str]
    reasons: list[str]

    @property
    def signal(self) -> Signal:
        entries = frozenset(entry_of(name) for name in self.entries)
        return Signal(self.kind, entries, frozenset(self.reasons))


class KeptKey(Part):
    """As much of the key of a set as grading one answer needs. `alarms` are the flags on sound entries."""

    faults: list[KeptFault]
    alarms: list[str]
    sound: Annotated[int, Field(ge=1)]
    right: list[str]
    acceptable: list[str]


class InspectionAnswer(Part):
    """What was flagged, each with the kind of fault given as its reason or nothing, and what was decided.

    `drawn`: the set was drawn for the paper, and is not one that was written by hand.
    """

    drawn: bool
    flags: dict[str, str]
    decision: str
    key: KeptKey

    @property
    def score(self) -> Score:
        key = self.key
        alarms = frozenset(entry_of(name) for name in key.alarms)
        decided = worth_of(
            Decision(self.decision) if self.decision else None,
            frozenset(map(Decision, key.right)),
            frozenset(map(Decision, key.acceptable)),
        )
        return scored(
            [fault.signal for fault in key.faults],
            {entry_of(name): reason for name, reason in self.flags.items()},
            alarms=alarms,
            sound=key.sound,
            decision=decided,
        )


def _offered(made: Inspection) -> frozenset[str]:
    """What the page lets an officer flag."""
    return frozenset(name_of(entry) for entry in entries_of(made.given))


def _key_for(made: Inspection, flags: Sequence[str]) -> KeptKey:
    sound = made.key.sound
    return KeptKey(
        faults=[
            KeptFault(
                kind=signal.kind,
                entries=sorted(name_of(entry) for entry in signal.entries),
                reasons=sorted(signal.reasons),
            )
            for signal in made.key.signals
        ],
        alarms=sorted(name for name in flags if entry_of(name) in sound),
        sound=len(sound),
        right=sorted(made.key.decisions),
        acceptable=sorted(made.key.acceptable),
    )


def _title(kind: str) -> str:
    """What a kind of fault is called; one that has left the catalogue keeps its name."""
    fault = all_faults().get(kind)
    return fault.title if fault else kind


def _outcome(found: Found) -> str:
    if found.hit == 1:
        return FOUND
    return WRONG_REASON if found.flagged else MISSED


def _raised(alarms: int) -> str:
    return {0: "0", 1: "1", 2: "2"}.get(alarms, "3+")


Order = dict[str, Any]
Answer = dict[str, Any]


@register
class InspectionKind(Kind[InspectionBody]):
    """Inspect a set of documents. Every paper draws its own set, unless the body fixes the seed."""

    kind: ClassVar[str] = "inspection"
    body_class: ClassVar[type[BaseModel]] = InspectionBody

    def body(self, data: object) -> InspectionBody:
        return InspectionBody.model_validate(data, context=KEPT)

    def option_order(self, body: InspectionBody, rng: random.Random) -> Order:
        if body.fixed is not None:
            return {}
        seed = rng.getrandbits(SEED_BITS) if body.seed is None else body.seed
        return {"drawn": data_of(body.made(seed))}

    def accept(self, body: InspectionBody, answer: object) -> Answer | None:
        """An answer to a drawn set brings its key along; to one written by hand the body has it."""
        if answer is None:
            return None
        try:
            held = InspectionAnswer.model_validate(answer)
        except ValidationError:
            raise InvalidAnswer("This is no answer to an inspection.") from None
        if held.drawn == (body.fixed is not None):
            raise InvalidAnswer("This answer was given to other documents.")
        if held.decision and held.decision not in list(Decision):
            raise InvalidAnswer("This decision is none of those offered.")
        if not held.flags and not held.decision:
            return None
        if body.fixed is not None:
            made = body.made(0)
            if not held.flags.keys() <= _offered(made):
                raise InvalidAnswer("This answer was given to other documents.")
            held = held.model_copy(update={"key": _key_for(made, list(held.flags))})
        return held.model_dump()

    def read(self, body: InspectionBody, order: Order, data: FormData) -> Answer | None:
        made = body.on(order)
        offered, reasons = _offered(made), {"": "", **reasons_of(made.template)}
        flags: dict[str, str] = {}
        for name in sorted(data.get(FLAG, ())):
            sign = next(iter(data.get(REASON + name, ())), "")
            if name not in offered or sign not in reasons:
                raise InvalidAnswer("Flag entries of these documents, with reasons from the list.")
            flags[name] = reasons[sign]
        decided = [value for value in data.get(DECISION, ()) if value]
        if len(decided) > 1:
            raise InvalidAnswer("Decide on one thing only.")
        answer = {
            "drawn": body.fixed is None,
            "flags": flags,
            "decision": decided[0] if decided else "",
            "key": _key_for(made, list(flags)).model_dump(),
        }
        return self.accept(body, answer)

    def disclosed(self, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: one for name, one in data.items() if name in ("flags", "decision")}

    def fraction(self, body: InspectionBody, answer: Answer | None) -> Fraction:
        if answer is None:
            return Fraction(0)
        score = InspectionAnswer.model_validate(answer).score
        return FINDINGS * score.mark + (1 - FINDINGS) * score.decision

    def feedback(self, body: InspectionBody, answer: Answer | None) -> list[str]:
        if answer is None:
            return []
        worth = self.fraction(body, answer)
        told = body.feedback.whole if worth == 1 else body.feedback.part if worth else body.feedback.nothing
        return [told] if told else []

    def guess_score(self, body: InspectionBody) -> Fraction:
        """Who flags nothing earns the findings of clean sets, and releases all or decides by chance."""
        clean = Fraction(body.clean_percent, 100)
        if body.fixed is not None or body.seed is not None:
            clean = Fraction(not body.made(body.seed or 0).faults)
        return max(clean, FINDINGS * clean + (1 - FINDINGS) / len(Decision))

    def responses(self, body: InspectionBody, answer: Answer | None) -> list[tuple[str, str]]:
        if answer is None:
            return []
        held = InspectionAnswer.model_validate(answer)
        rows = [(_title(one.kind), _outcome(one)) for one in held.score.found]
        rows.append((FALSE_ALARMS, _raised(len(held.key.alarms))))
        return [*rows, (DECIDED, held.decision)] if held.decision else rows

    def offered(self, body: InspectionBody) -> list[tuple[str, str]]:
        kinds = [fault.slug for fault in body.made(0).faults] if body.fixed is not None else body.kinds
        rows = [(_title(kind), outcome) for kind in kinds for outcome in (FOUND, WRONG_REASON, MISSED)]
        rows += [(FALSE_ALARMS, _raised(number)) for number in range(4)]
        return rows + [(DECIDED, str(decision)) for decision in Decision]

    def shown(self, body: InspectionBody, order: Order, answer: Answer | None = None) -> dict[str, Any]:
        given = answer or {"flags": {}, "decision": ""}
        return {
            "stem": body.stem,
            "given": body.on(order).given,
            "flags": given["flags"],
            "decision": given["decision"],
        }

    def reviewed(self, body: InspectionBody, order: Order, answer: Answer | None) -> dict[str, Any]:
        made = body.on(order)
        held = answer and InspectionAnswer.model_validate(answer)
        return self.shown(body, order, answer) | {
            "explanation": body.explanation,
            "feedback": self.feedback(body, answer),
            "made": made,
            "score": held.score if held else None,
        }
