"""What teaching tells those above it. Sent with `send`, inside the transaction."""

from django.dispatch import Signal

# sender=LessonPage or GuidePage, officer, unit, administration: an enrolled officer opened a unit first.
unit_opened = Signal()

# sender=Module, enrolment, now: the last required unit of a module was completed.
module_completed = Signal()
