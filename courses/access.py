"""Who may read what of a module. The pages, the gate of quizzes and the views all ask here.

A module is international, or it belongs to one administration: then nobody else learns that it exists.
"""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import Administration, Role
from accounts.scoping import learning_membership, memberships_of
from courses.models.modules import Module
from courses.models.progress import ModuleEnrolment


@dataclass
class Reading:
    """How one person stands to one module. `administration` is the one learnt under, or None."""

    user: object
    module: Module
    administration: Administration | None

    @cached_property
    def enrolment(self):
        if self.administration is None:
            return None
        return ModuleEnrolment.objects.filter(
            officer=self.user, module=self.module, administration=self.administration
        ).first()

    @cached_property
    def staff(self):
        """Trainers, coordinators and owners read without taking the module."""
        if not self.user.is_authenticated:
            return False
        return self.user.is_superuser or memberships_of(self.user).exclude(role=Role.TRAINEE).exists()

    @cached_property
    def writes(self):
        """Whether this person writes the module, that is, may edit its page."""
        # What may be edited is asked of the pages, which ask this module who reads them.
        from courses.visibility import modules_written_by

        return self.staff and modules_written_by(self.user).filter(pk=self.module.pk).exists()

    @property
    def zone(self):
        """The time zone that dates are shown in, or None for the site's."""
        return self.user.zone_in(self.administration) if self.administration else None

    @property
    def known(self):
        """Whether this person may learn that the module exists."""
        return (
            self.module.administration_id is None or self.administration is not None or self.user.is_superuser
        )

    @property
    def member(self):
        return self.administration is not None or self.user.is_superuser

    @property
    def allowed(self):
        """Whether lessons may be read: as an officer who takes the module, or as staff."""
        return bool(self.module.is_open and self.enrolment) or self.staff


def reading_of(user, module):
    """How a person, who may be nobody, stands to a module."""
    if not user.is_authenticated:
        return Reading(user, module, None)
    if module.administration_id is None:
        membership = learning_membership(user)
    else:
        membership = (
            memberships_of(user)
            .filter(administration=module.administration_id)
            .select_related("administration")
            .first()
        )
    return Reading(user, module, membership and membership.administration)


def administrations_of(user):
    """Ids of the administrations whose national modules a person may see; None means all."""
    if not user.is_authenticated:
        return set()
    if user.is_superuser:
        return None
    return set(memberships_of(user).values_list("administration", flat=True))


def hidden_from(module, allowed):
    """Whether a module is the own of an administration that is not among `allowed` (administrations_of)."""
    return bool(module.administration_id) and allowed is not None and module.administration_id not in allowed
