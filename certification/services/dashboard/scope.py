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
        """The serving officers with `held`, the certification that is asked for; without one it is null.

        Ask for all of `held` in one filter(): a second one would join it again.
        """
        column = "user__certifications"
        held = Q(**{f"{column}__closed_at": None})
        if self.curriculum is None:
            held &= Q(**{f"{column}__pk": None})
        else:
            held &= Q(**{f"{column}__curriculum": self.curriculum.pk})
        if self.asked.cohort:
            held &= Q(**{f"{column}__cohort": self.asked.cohort})
        if self.asked.path:
            held &= Q(**{f"{column}__path": self.asked.path})
        return self.serving.alias(held=FilteredRelation(column, condition=held))

    def figure(self, number, **asked):
        """A number of the officers whom the figures are about, and what else was asked to get it."""
        return Figure(number, self.people.but(**asked))

    @property
    def days(self):
        """The period as lookups of the list: nothing where it is open."""
        return {"since": self.asked.since, "until": self.asked.until}
