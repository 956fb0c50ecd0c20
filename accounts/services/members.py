"""Who serves where, in which role, from when until when."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Role, User
from accounts.names import staff_number_as_kept
from accounts.services.audit import record_act
from accounts.signals import member_joined

NUMBER_TAKEN = gettext_lazy("Another officer of this administration has this staff number.")


@transaction.atomic
def add_member(*, user, administration, role, office=None, staff_number="", since):
    """Give a person a role in an administration from a day on. The caller records the act that does so.

    An open membership in that role is returned as it is. A staff number stands on one open membership only:
    a person's own number moves to the new one. Raises ValidationError when it is somebody else's, or the
    office another administration's.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    existing = Membership.objects.filter(
        user=user, administration=administration, role=role, until=None
    ).first()
    if existing:
        return existing
    number = staff_number_as_kept(staff_number)
    if number:
        held = Membership.objects.filter(
            administration=administration, staff_number=number, user__merged_into=None
        )
        if held.from_day(since).exclude(user=user).exists():
            raise ValidationError({"staff_number": NUMBER_TAKEN})
        held.filter(user=user, until=None).update(staff_number="")
    membership = Membership(
        user=user,
        administration=administration,
        role=role,
        office=office,
        staff_number=number,
        since=since,
    )
    membership.full_clean()
    membership.save()
    if role == Role.TRAINER:
        user.groups.add(administration.trainers)
    member_joined.send(sender=Membership, membership=membership)
    return membership


@transaction.atomic
def end_membership(*, membership, last_day, reason="", by, now):
    """End a person's role. A trainer loses the Wagtail admin at once, whatever the last day.

    An ended membership is returned as it is. Raises ValidationError when the last day is before the first.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until is not None:
        return membership
    if last_day < membership.since:
        raise ValidationError({"last_day": _("The last day is before the first.")})
    membership.until, membership.end_reason = last_day, reason
    membership.save(update_fields=["until", "end_reason"])
    if membership.role == Role.TRAINER:
        membership.user.groups.remove(membership.administration.trainers)
    record_act(
        administration=membership.administration,
        by=by,
        act="member.left",
        now=now,
        subject=membership.user,
        detail={"role": membership.role, "day": last_day, "reason": reason},
    )
    return membership
