"""Whose figures they are: the officers of one curriculum, each joined with the certification in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FilteredRelation, Q

from certification.services.population import Asked, Figure, narrowed, officers_of, offices_asked


@dataclass(frozen=True)
class Scope:
    """An administration on a day where it is, one of its curricula or None, and what is asked of officers."""

    administration: Any
    day: date
    curriculum: Any
    asked: Asked

    @property
    def people(self):
        """What of the questions says whose figures they are: without days."""
        asked = self.asked
        return Asked(curriculum=asked.curriculum, office=asked.office, cohort=asked.cohort, path=asked.path)

    @property
    def serving(self):
        """The serving officers of the offices asked for, without order."""
        officers = officers_of(self.administration, self.day).select_related(None).order_by()
        return offices_asked(officers, self.asked.office)

    @property
    def officers(self):
        """Those whom the figures are about: on the curriculum; everybody, where there is none."""
        officers = officers_of(self.administration, self.day).select_related(None).order_by()
        return narrowed(officers, self.people, self.administration)

    @property
    def joined(self):
        """The serving officers with `held`, their certification in the curriculum; without one it is null."""
        held = Q(
            user__certifications__curriculum=self.curriculum and self.curriculum.pk,
            user__certifications__closed_at=None,
        )
        if self.curriculum is None:
            held = Q(user__certifications__pk=None)
        officers = self.serving.alias(held=FilteredRelation("user__certifications", condition=held))
        if self.asked.cohort:
            officers = officers.filter(held__cohort=self.asked.cohort)
        if self.asked.path:
            officers = officers.filter(held__path=self.asked.path)
        return officers

    def figure(self, number, **asked):
        """A number of the officers whom the figures are about, and what else was asked to get it."""
        return Figure(number, self.people.but(**asked))

    @property
    def days(self):
        """The period as lookups of the list: nothing where it is open."""
        return {"since": self.asked.since, "until": self.asked.until}
