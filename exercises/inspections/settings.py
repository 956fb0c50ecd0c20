"""How an inspection is set up: mixed from a kind of document and its faults, or one set written by hand."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from exercises.consignments.clean import MAKERS
from exercises.consignments.faults import faults_of
from exercises.consignments.mixing import MOST, Inspection, choose
from exercises.consignments.wording import marked as _
from exercises.inspections.fixed import FixedSet, problems
from exercises.inspections.refusals import Refused, refuse
from exercises.inspections.rounds import made_for
from reference.formats.fields import Form


def _template(slug: str) -> str:
    if slug not in MAKERS:
        raise Refused(
            _("There are no inspections of this document. Choose one of: %(known)s."), known=", ".join(MAKERS)
        )
    return slug


def _share(percent: int) -> int:
    if not 0 <= percent <= 100:
        raise Refused(_("The share of sets without a fault lies between 0 and 100 per cent."))
    return percent


def _number(most: int) -> int:
    if not 1 <= most <= MOST:
        raise Refused(_("The greatest number of faults lies between 1 and %(most)s."), most=MOST)
    return most


def _rounds(growth: int) -> int:
    if not 0 <= growth <= 100:
        raise Refused(_("The number of rounds for the next level is 0 to 100."))
    return growth


def _once_each(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(kinds)))


class InspectionSettings(Form):
    """The document, and either the mix of its faults or a set written by hand.

    `kinds` are the kinds of fault, all of the document where there are none; `clean_percent` the share of
    sets without a fault; `most` the greatest number of faults in a set; `growth` how many rounds in a row
    well done lead to the next level, 0 for none. A set written by hand is the same in every round.
    """

    template: Annotated[str, AfterValidator(_template)]
    kinds: Annotated[tuple[str, ...], Field(strict=False), AfterValidator(_once_each)] = ()
    clean_percent: Annotated[int, AfterValidator(_share)] = 25
    most: Annotated[int, AfterValidator(_number)] = 4
    growth: Annotated[int, AfterValidator(_rounds)] = 2
    fixed: FixedSet | None = None

    @model_validator(mode="after")
    def _fit_together(self) -> "InspectionSettings":
        if self.fixed is not None:
            mixed = {"kinds", "clean_percent", "most", "growth"}
            if any(getattr(self, name) != type(self).model_fields[name].default for name in mixed):
                raise Refused(
                    _("A set written by hand is the same in every round: leave out what mixes others.")
                )
            refuse("fixed", ((("fixed", *place), one) for place, one in problems(self.fixed, self.template)))
            return self
        unknown = sorted(set(self.kinds) - {one.slug for one in faults_of(self.template)})
        refuse(
            "kinds",
            (
                (("kinds",), Refused(_("There is no kind of fault %(kind)s for this document."), kind=kind))
                for kind in unknown
            ),
        )
        try:
            choose(self.template, self.most, Random(0), self.kinds or None)  # noqa: S311
        except ValueError:
            raise Refused(
                _(
                    "These kinds of fault do not make %(most)s in one set. "
                    "Choose more kinds, or fewer faults."
                ),
                most=self.most,
            ) from None
        return self

    @classmethod
    def kept(cls, held: Mapping[str, Any]) -> "InspectionSettings":
        """Settings that were checked when they were kept. They are not checked again: rules that came since
        must not close a round that was begun before.
        """
        fixed = held["fixed"]
        return cls.model_construct(
            **{**held, "kinds": tuple(held["kinds"]), "fixed": fixed and FixedSet.model_validate(fixed)}
        )

    def body(self) -> dict[str, Any]:
        """What a version holds of these settings."""
        fixed = self.fixed and self.fixed.model_dump(mode="json", exclude_defaults=True)
        return {**self.model_dump(mode="json", exclude={"fixed"}), "fixed": fixed}

    def made(self, seed: int, level: int) -> Inspection:
        """The inspection of a round: by chance with one fault up to as many as the level says, or the set
        that was written.
        """
        if self.fixed is not None:
            return self.fixed.made(self.template, seed)
        share = Fraction(self.clean_percent, 100)
        return made_for(self.template, seed, level, clean_share=share, kinds=self.kinds)
