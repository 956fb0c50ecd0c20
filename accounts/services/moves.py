"""Officers who move to another office, leave, and come back. What was before stays readable."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, User
from accounts.services.audit import record_act
from accounts.services.members import add_member, end_membership

# A day further off is a slip of the pen.
FURTHEST = timedelta(days=366)


def trainees_of(administration):
    """The memberships by which people learn in an administration, past and future ones included."""
    return Membership.objects.filter(administration=administration, role=Role.TRAINEE)


def has_left(officer, administration, day):
    """Whether somebody learnt in an administration before a day, and neither does on it nor will after it."""
    held = trainees_of(administration).filter(user=officer)
    return held.exists() and not held.from_day(day).exists()


@transaction.atomic
def transfer_officers(*, officers, administration, office, day, by, now):
    """Move officers to an office from a day on. Returns how many moved.

    The membership before ends the day before; on its own first day its office is corrected instead. The
    staff number goes along. Raises ValidationError with a sentence for each officer who cannot be moved;
    then nobody is.
    """
    if office.administration_id != administration.pk:
        raise ValidationError({"office": _("Choose an office of this administration.")})
    _check_day(day, administration, now)
    people = list(User.objects.select_for_update().filter(pk__in=[one.pk for one in officers]).order_by("pk"))
    if not people:
        raise ValidationError(_("Choose at least one officer."))
    serving = {
        membership.user_id: membership
        for membership in trainees_of(administration)
        .filter(user__in=people)
        .select_related("office")
        .order_by("since", "pk")
    }
    moves = [(person, serving.get(person.pk)) for person in people]
    problems = [problem for person, now_at in moves if (problem := _against(person, now_at, office, day))]
    if problems:
        raise ValidationError(problems)
    moving = [move for move in moves if not _is_there(move[1], office, day)]
    for person, membership in moving:
        _move(person, membership, office, day, by, now)
    return len(moving)


def _is_there(membership, office, day):
    return membership.office_id == office.pk and membership.since == day


def _against(person, membership, office, day):
    """Why this officer cannot be moved so, or ""."""
    words = {"officer": person.name}
    if membership is None:
        return _("%(officer)s is no officer of this administration.") % words
    if membership.until is not None:
        words["day"] = date_format(membership.until)
        return _("%(officer)s leaves or has left on %(day)s. Take the officer back first.") % words
    if day < membership.since:
        words |= {"day": date_format(membership.since), "office": membership.office or _("no office")}
        return _("%(officer)s serves at %(office)s from %(day)s: choose that day or a later one.") % words
    if membership.office_id == office.pk and membership.since != day:
        words["office"] = office.name
        return _("%(officer)s serves at %(office)s already.") % words
    return ""


def _move(person, membership, office, day, by, now):
    before = membership.office.name if membership.office else ""
    number = membership.staff_number
    if day == membership.since:
        membership.office = office
        membership.save(update_fields=["office"])
    else:
        membership.until = day - timedelta(days=1)
        membership.save(update_fields=["until"])
        Membership.objects.create(
            user=person,
            administration_id=membership.administration_id,
            office=office,
            role=Role.TRAINEE,
            staff_number=number,
            since=day,
        )
    record_act(
        administration=membership.administration,
        by=by,
        act="officer.transferred",
        now=now,
        subject=person,
        detail={"day": day, "before": before, "after": office.name},
    )


@transaction.atomic
def let_go(*, officer, administration, last_day, reason, by, now):
    """End an officer's service on a day. Letting go twice changes nothing. Returns the last membership.

    Records and certificates stay. Raises ValidationError without a reason, and for a day that cannot be.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, for the record.")})
    _check_day(last_day, administration, now, field="last_day")
    User.objects.select_for_update().get(pk=officer.pk)
    membership = trainees_of(administration).filter(user=officer).latest("since", "pk")
    if membership.until is None and last_day < membership.since:
        raise ValidationError(
            {
                "last_day": _(
                    "The service at the present office begins on %(day)s: choose that day or later."
                )
                % {"day": date_format(membership.since)}
            }
        )
    return end_membership(membership=membership, last_day=last_day, reason=reason.strip(), by=by, now=now)


@transaction.atomic
def take_back(*, officer, administration, office, staff_number, since, by, now):
    """A new membership for somebody who left: everything goes on where it stopped. Twice is once.

    Raises ValidationError for a day before the last one of the service before, a staff number of somebody
    else, a foreign office, an account that was merged into another.
    """
    officer = User.objects.select_for_update().get(pk=officer.pk)
    _check_day(since, administration, now, field="since")
    before = trainees_of(administration).filter(user=officer).latest("since", "pk")
    if before.until is None:
        return before
    if not officer.is_active:
        raise ValidationError(_("This account is closed. Ask the owner of the platform."))
    if since <= before.until:
        raise ValidationError(
            {
                "since": _("The service before ends on %(day)s: choose a later day.")
                % {"day": date_format(before.until)}
            }
        )
    membership = add_member(
        user=officer,
        administration=administration,
        role=Role.TRAINEE,
        office=office,
        staff_number=staff_number,
        since=since,
    )
    record_act(
        administration=administration,
        by=by,
        act="officer.taken_back",
        now=now,
        subject=officer,
        detail={
            "day": since,
            "office": office.name if office else "",
            "staff_number": membership.staff_number,
        },
    )
    return membership


def _check_day(day, administration, now, field="day"):
    if day > administration.day_of(now) + FURTHEST:
        raise ValidationError({field: _("Choose a day within a year from today.")})
