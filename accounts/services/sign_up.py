"""From a join code to a membership: somebody asks, a coordinator decides."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Role, SignUpRequest, User
from accounts.names import is_latin, is_name, staff_number_as_kept, tidy
from accounts.services.audit import record_act
from accounts.services.join_codes import usable_join_code
from accounts.services.members import add_member

SAME_PRESS = timedelta(minutes=1)


class DetailsTaken(ValidationError):
    """An account with this address or this staff number exists; which of the two is not said."""

    def __init__(self):
        super().__init__(
            _(
                "No new account can be made with these details. If you have an account, sign in first and "
                "then enter the code. If you do not, ask your coordinator."
            )
        )


def checked_names(name, latin_name):
    """Both forms of a name, tidy. Raises ValidationError with a sentence for each form that cannot be."""
    name, latin_name = tidy(name), tidy(latin_name)
    problems = {}
    if not is_name(name):
        problems["name"] = _("Write the name with letters.")
    if latin_name and not (is_name(latin_name) and is_latin(latin_name)):
        problems["latin_name"] = _("Write this form with Latin letters only.")
    elif not latin_name and not is_latin(name):
        problems["latin_name"] = _("Add the name in Latin letters, as in the passport.")
    if problems:
        raise ValidationError(problems)
    return name, latin_name


@transaction.atomic
def ask_to_join(*, code, name, latin_name, email, password, staff_number, office, now):
    """Make an account for somebody with a join code; it waits for a coordinator. Returns the request.

    `code` is the text as typed. Pressing the button twice gives the first request again. Raises
    JoinCodeRefused, DetailsTaken, or ValidationError naming the fields.
    """
    join_code = usable_join_code(code, now, lock=True)
    name, latin_name = checked_names(name, latin_name)
    staff_number = staff_number_as_kept(staff_number)
    if not email and not staff_number:
        raise ValidationError({"email": _("Give an e-mail address or a staff number, to sign in with.")})
    twin = _just_made(join_code, email, staff_number, password, now)
    if twin:
        return twin
    if User.objects.with_email(email).exists():
        raise DetailsTaken
    try:
        with transaction.atomic():
            user = User.objects.create_person(
                name=name, latin_name=latin_name, email=email, password=password
            )
    except IntegrityError as error:
        raise DetailsTaken from error
    return _request(user, join_code, staff_number, office, now)


@transaction.atomic
def ask_to_join_as(*, user, code, staff_number, office, now):
    """The same for somebody who has an account. A request that waits already is returned as it is.

    Raises JoinCodeRefused, DetailsTaken, or ValidationError for a member of that administration.
    """
    join_code = usable_join_code(code, now, lock=True)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.memberships.filter(administration=join_code.administration, until=None).exists():
        raise ValidationError(
            {
                "code": _("You already belong to %(administration)s.")
                % {"administration": join_code.administration}
            }
        )
    waiting = user.sign_up_requests.filter(
        administration=join_code.administration, state=SignUpRequest.State.WAITING
    ).first()
    return waiting or _request(user, join_code, staff_number_as_kept(staff_number), office, now)


@transaction.atomic
def approve(*, request, by, name, latin_name, staff_number, office, now):
    """Make the person a trainee under the confirmed name. Approving twice gives the same membership.

    Raises ValidationError: names, a staff number of somebody else, a foreign office, a request refused
    before, or another name for a person whom another administration knows.
    """
    request = SignUpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state == SignUpRequest.State.REFUSED:
        raise ValidationError(_("This sign-up has been refused already."))
    if request.state == SignUpRequest.State.APPROVED:
        return Membership.objects.filter(
            user=request.user, administration=request.administration, role=Role.TRAINEE
        ).latest("pk")
    name, latin_name = checked_names(name, latin_name)
    user = User.objects.select_for_update().get(pk=request.user_id)
    before = {"name": user.name, "latin_name": user.latin_name}
    if (name, latin_name) != (user.name, user.latin_name):
        if not may_be_renamed(user, request.administration):
            raise ValidationError(
                {"name": _("Another administration knows this person: the name cannot be changed here.")}
            )
        user.name, user.latin_name = name, latin_name
        user.save(update_fields=["name", "latin_name", "sought"])
    membership = add_member(
        user=user,
        administration=request.administration,
        role=Role.TRAINEE,
        office=office,
        staff_number=staff_number,
        # The day by the clock that decides which memberships are in force (accounts.scoping).
        since=now.date(),
    )
    _decide(request, SignUpRequest.State.APPROVED, by, now)
    detail = {"office": office.name if office else "", "staff_number": membership.staff_number}
    after = {"name": name, "latin_name": latin_name}
    if before != after:
        detail |= {"before": before, "after": after}
    record_act(
        administration=request.administration,
        by=by,
        act="sign_up.approved",
        now=now,
        subject=user,
        detail=detail,
    )
    return membership


@transaction.atomic
def refuse(*, request, by, reason, now):
    """Turn a sign-up down, with a reason that the person reads. Refusing twice changes nothing.

    Raises ValidationError without a reason, or when the person has been approved.
    """
    request = SignUpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state == SignUpRequest.State.REFUSED:
        return request
    if request.state == SignUpRequest.State.APPROVED:
        raise ValidationError(_("This sign-up has been approved already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, for the person who asked.")})
    request.reason = reason.strip()
    record_act(
        administration=request.administration,
        by=by,
        act="sign_up.refused",
        now=now,
        subject=request.user,
        detail={"reason": request.reason},
    )
    return _decide(request, SignUpRequest.State.REFUSED, by, now)


def may_be_renamed(user, administration):
    """Whether an administration may correct a name: nobody else relies on it, and it is no owner's."""
    return not user.is_superuser and not user.memberships.exclude(administration=administration).exists()


def _just_made(join_code, email, staff_number, password, now):
    """The request that the same press of the button made a moment ago, or None."""
    made = SignUpRequest.objects.filter(
        join_code=join_code,
        staff_number=staff_number,
        user__email=email.lower(),
        state=SignUpRequest.State.WAITING,
        created_at__gt=now - SAME_PRESS,
    ).first()
    return made if made and made.user.check_password(password) else None


def _request(user, join_code, staff_number, office, now):
    administration = join_code.administration
    office = join_code.office or office
    if office is not None and office.administration_id != administration.pk:
        raise ValidationError({"office": _("Choose an office of this administration.")})
    if User.objects.with_staff_number(administration, staff_number).exclude(pk=user.pk).exists():
        raise DetailsTaken
    try:
        with transaction.atomic():
            return SignUpRequest.objects.create(
                user=user,
                administration=administration,
                join_code=join_code,
                office=office,
                staff_number=staff_number,
                created_at=now,
            )
    except IntegrityError as error:
        raise DetailsTaken from error


def _decide(request, state, by, now):
    request.state, request.decided_by, request.decided_at = state, by, now
    request.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return request
