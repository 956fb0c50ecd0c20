"""Bringing officers in by a file: read, shown, confirmed once, and taken back as long as they did nothing."""

import secrets
from collections import defaultdict
from datetime import timedelta
from pathlib import PurePath

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import (
    Administration,
    Membership,
    Office,
    OfficerImport,
    OfficerImportRow,
    Role,
    SignUpRequest,
    User,
)
from accounts.names import staff_number_as_kept, tidy
from accounts.services.audit import record_act
from accounts.services.sign_up import checked_names
from accounts.services.traces import clear_joining, people_with_traces
from accounts.signals import members_imported
from accounts.tables.officers import read_officers

CHUNK = 500
# Previews that nobody confirmed hold names and addresses for nothing.
PREVIEW_LIFETIME = timedelta(days=7)
FILE_LIFETIME = timedelta(days=90)
LONGEST = {
    "name": User._meta.get_field("name").max_length,
    "latin_name": User._meta.get_field("latin_name").max_length,
    "email": User._meta.get_field("email").max_length,
    "staff_number": Membership._meta.get_field("staff_number").max_length,
}


class ImportRefused(Exception):
    """The import cannot be confirmed or undone now. `str()` is a sentence for the person."""


def preview_import(*, administration, data, file_name, by, now):
    """Read a file and keep what would be imported, each row with its reasons against it; nobody is made.

    Raises TableRefused, then nothing is kept.
    """
    lines, note = read_officers(data)
    rows = [
        OfficerImportRow(number=line.number, problems="\n".join(line.problems), **line.texts)
        for line in lines
    ]
    _check(rows, administration)
    name = f"imports/{administration.slug}/{secrets.token_hex(16)}"
    name = storages["private"].save(name, ContentFile(data))
    try:
        with transaction.atomic():
            made = OfficerImport.objects.create(
                administration=administration,
                file_name=_plain_name(file_name),
                file=name,
                note=note,
                created_by=by,
                created_at=now,
            )
            for row in rows:
                row.officer_import = made
            OfficerImportRow.objects.bulk_create(rows, batch_size=CHUNK)
            _record(made, "import.uploaded", by, now, {"count": len(rows)})
    except BaseException:
        storages["private"].delete(name)
        raise
    return made


def confirm_import(*, officer_import, by, now):
    """Make the officers of the good rows; the others are left out. Confirming twice makes nobody twice.

    All rows are looked at again first. Raises ImportRefused when one has become bad since the preview, or
    when none is good: then nobody is made, and the rows say why.
    """
    spoilt = _look_again(officer_import)
    if spoilt:
        raise ImportRefused(
            ngettext(
                "%(number)s row cannot be imported any more: read why below, and confirm again.",
                "%(number)s rows cannot be imported any more: read why below, and confirm again.",
                spoilt,
            )
            % {"number": spoilt}
        )
    try:
        return _confirmed(officer_import, by, now)
    except IntegrityError as error:
        _look_again(officer_import)
        raise ImportRefused(
            _("Somebody took an address or a staff number of this file just now. Look again and confirm.")
        ) from error


@transaction.atomic
def _confirmed(officer_import, by, now):
    administration = _locked(officer_import.administration_id)
    kept = OfficerImport.objects.select_for_update().get(pk=officer_import.pk)
    if kept.state == OfficerImport.State.DONE:
        return kept
    if kept.state != OfficerImport.State.PREVIEW:
        raise ImportRefused(_("This import has been discarded or undone. Upload the file again."))
    rows = list(kept.rows.good())
    if not rows:
        raise ImportRefused(_("No row of this file can be imported. Correct the rows and upload it again."))
    offices = _offices_of(administration)
    users = _make_people(rows, administration)
    Membership.objects.bulk_create(
        [
            Membership(
                user=user,
                administration=administration,
                role=Role.TRAINEE,
                office=offices[row.office.casefold()] if row.office else None,
                staff_number=row.staff_number,
                # The day by the clock that decides which memberships are in force (accounts.scoping).
                since=now.date(),
            )
            for row, user in zip(rows, users, strict=True)
        ],
        batch_size=CHUNK,
    )
    for row, user in zip(rows, users, strict=True):
        row.user = user
    OfficerImportRow.objects.bulk_update(rows, ["user"], batch_size=CHUNK)
    kept.state = OfficerImport.State.DONE
    kept.confirmed_by, kept.confirmed_at = by, now
    kept.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    _record(kept, "import.confirmed", by, now, {"officers": len(users), "left_out": kept.rows.bad().count()})
    members_imported.send(sender=OfficerImport, administration=administration, officers=users)
    return kept


@transaction.atomic
def _look_again(officer_import):
    """Check the good rows of a preview again. Returns how many have become bad."""
    administration = _locked(officer_import.administration_id)
    kept = OfficerImport.objects.select_for_update().get(pk=officer_import.pk)
    if kept.state != OfficerImport.State.PREVIEW:
        return 0
    rows = list(kept.rows.good())
    _check(rows, administration)
    spoilt = [row for row in rows if row.problems]
    OfficerImportRow.objects.bulk_update(spoilt, ["problems"], batch_size=CHUNK)
    return len(spoilt)


@transaction.atomic
def discard_import(*, officer_import, by, now):
    """Throw a preview away, its rows and its file too. Discarding twice changes nothing.

    `by` is None where its time was over.
    """
    kept = OfficerImport.objects.select_for_update().get(pk=officer_import.pk)
    if kept.state == OfficerImport.State.PREVIEW:
        kept.rows.all().delete()
        _drop_file(kept)
        kept.state = OfficerImport.State.DISCARDED
        kept.save(update_fields=["state", "file"])
        _record(kept, "import.discarded", by, now)
    return kept


def kept_on_undoing(officer_import):
    """The ids of officers of an import who would stay, since they have done something."""
    return people_with_traces(_made(officer_import))


def undo_import(*, officer_import, by, now):
    """Delete the officers that an import made and who have done nothing; the others stay, with their rows.

    Undoing twice changes nothing. Raises ImportRefused when somebody began just now.
    """
    try:
        with transaction.atomic():
            _locked(officer_import.administration_id)
            kept = OfficerImport.objects.select_for_update().get(pk=officer_import.pk)
            if kept.state == OfficerImport.State.UNDONE:
                return kept
            if kept.state != OfficerImport.State.DONE:
                raise ImportRefused(_("Only an import that has been confirmed can be undone."))
            made = _made(kept)
            # Nobody of these can sign in or answer until this is over.
            for some in _chunks(made):
                list(User.objects.select_for_update().filter(pk__in=some).values_list("pk", flat=True))
            stay = people_with_traces(made)
            gone = [pk for pk in made if pk not in stay]
            clear_joining(gone)
            for some in _chunks(gone):
                User.objects.filter(pk__in=some).delete()
            kept.state = OfficerImport.State.UNDONE
            kept.undone_by, kept.undone_at = by, now
            kept.save(update_fields=["state", "undone_by", "undone_at"])
            _record(kept, "import.undone", by, now, {"officers": len(gone)})
            return kept
    except (ProtectedError, IntegrityError) as error:
        raise ImportRefused(_("Somebody of this import has just begun. Look again and repeat.")) from error


def clear_old_imports(*, now):
    """Discard previews that nobody confirmed, and delete uploaded files that are no longer looked at."""
    for preview in OfficerImport.objects.filter(
        state=OfficerImport.State.PREVIEW, created_at__lt=now - PREVIEW_LIFETIME
    ):
        discard_import(officer_import=preview, by=None, now=now)
    for old in OfficerImport.objects.exclude(file="").filter(created_at__lt=now - FILE_LIFETIME):
        _drop_file(old)
        old.save(update_fields=["file"])


def _record(officer_import, act, by, now, detail=None):
    """Write an act on an import into the audit log."""
    record_act(
        administration=officer_import.administration,
        by=by,
        act=act,
        now=now,
        what=officer_import.file_name,
        detail=detail,
    )


def _plain_name(file_name):
    """The last part of a name, without characters that nobody can read."""
    name = PurePath(file_name.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-200:] or _("officers")


def _drop_file(officer_import):
    """Delete the uploaded file once the transaction stands."""
    name, officer_import.file = officer_import.file, ""
    if name:
        transaction.on_commit(lambda: storages["private"].delete(name))


def _locked(administration_pk):
    """The administration, its row locked: one import at a time."""
    return Administration.objects.select_for_update().get(pk=administration_pk)


def _made(officer_import):
    """The ids of the officers that an import made."""
    return list(officer_import.rows.exclude(user=None).values_list("user_id", flat=True))


def _make_people(rows, administration):
    """New people for rows, without passwords."""
    users = []
    for row in rows:
        name, latin_name = checked_names(row.name, row.latin_name)
        users.append(
            User(
                name=name,
                latin_name=latin_name,
                email=row.email.lower(),
                language=administration.language,
                password=make_password(None),
            )
        )
    return User.objects.bulk_create(users, batch_size=CHUNK)


# --- what speaks against a row -------------------------------------------------------------------


def _check(rows, administration):
    """Write into each row what speaks against it, beside what stands there already."""
    found = {id(row): row.problems.split("\n") if row.problems else [] for row in rows}
    offices = _offices_of(administration)
    for row in rows:
        row.name, row.latin_name, row.office = tidy(row.name), tidy(row.latin_name), tidy(row.office)
        row.email, row.staff_number = row.email.strip(), staff_number_as_kept(row.staff_number)
        # What a cell with a formula would hold is not known: its text is not judged.
        if not found[id(row)]:
            found[id(row)] = _alone(row, offices)
    _check_twice(rows, found)
    _check_known(rows, found, administration)
    for row in rows:
        row.problems = "\n".join(found[id(row)])


def _alone(row, offices):
    """What speaks against a row by itself."""
    problems = []
    for column, most in LONGEST.items():
        if len(getattr(row, column)) > most:
            problems.append(_too_long(column) % {"most": most})
    if not row.name:
        problems.append(_("The name is missing."))
    elif not problems:
        try:
            checked_names(row.name, row.latin_name)
        except ValidationError as error:
            problems += error.messages
    if not row.email and not row.staff_number:
        problems.append(_("Give an e-mail address or a staff number, to sign in with."))
    if row.email and len(row.email) <= LONGEST["email"]:
        try:
            validate_email(row.email)
        except ValidationError:
            problems.append(_("“%(email)s” is no e-mail address.") % {"email": row.email[:80]})
    if "@" in row.staff_number:
        problems.append(_("A staff number has no @ in it."))
    if row.office and row.office.casefold() not in offices:
        problems.append(_("There is no office “%(office)s”.") % {"office": row.office[:80]})
    return problems


def _too_long(column):
    return {
        "name": _("The name is longer than %(most)s characters."),
        "latin_name": _("The name in Latin letters is longer than %(most)s characters."),
        "email": _("The e-mail address is longer than %(most)s characters."),
        "staff_number": _("The staff number is longer than %(most)s characters."),
    }[column]


def _check_twice(rows, found):
    """What stands in the file more than once: none of those rows is right by itself."""
    for column, sentence in (
        ("email", _("The same e-mail address stands in row %(number)s.")),
        ("staff_number", _("The same staff number stands in row %(number)s.")),
    ):
        places = defaultdict(list)
        for row in rows:
            if value := getattr(row, column).casefold():
                places[value].append(row)
        for same in places.values():
            if len(same) > 1:
                for row in same:
                    other = same[1] if row is same[0] else same[0]
                    found[id(row)].append(sentence % {"number": other.number})


def _check_known(rows, found, administration):
    """Addresses and staff numbers that somebody has already."""
    emails = _known_emails([row.email.lower() for row in rows if row.email], administration)
    numbers = _known_numbers([row.staff_number for row in rows if row.staff_number], administration)
    for row in rows:
        known = emails.get(row.email.lower()) if row.email else None
        if known == "ours":
            found[id(row)].append(_("An officer of yours has this e-mail address."))
        elif known:
            found[id(row)].append(
                _("An account with this e-mail address exists: give that person a join code instead.")
            )
        if numbers.get(row.staff_number) == "former":
            found[id(row)].append(
                _("A former officer of yours has this staff number: take that officer back instead.")
            )
        elif row.staff_number in numbers:
            found[id(row)].append(_("Somebody of your administration has this staff number."))


def _known_emails(emails, administration):
    """Which addresses have an account: "ours" or "other" by address in small letters."""
    known = {}
    for some in _chunks(emails):
        people = User.objects.alias(lower=Lower("email")).filter(lower__in=some)
        for pk, email in people.values_list("pk", "email"):
            known[email.lower()] = pk
    ours = set()
    for some in _chunks(list(known.values())):
        ours.update(
            Membership.objects.filter(user__in=some, administration=administration).values_list(
                "user_id", flat=True
            )
        )
    return {email: "ours" if pk in ours else "other" for email, pk in known.items()}


def _known_numbers(numbers, administration):
    """Which staff numbers are known there: "ours" where somebody has it or waits with it, else "former"."""
    known = {}
    today = timezone.now().date()
    for some in _chunks(numbers):
        held = Membership.objects.filter(administration=administration, staff_number__in=some)
        known |= dict.fromkeys(held.values_list("staff_number", flat=True), "former")
        known |= dict.fromkeys(held.from_day(today).values_list("staff_number", flat=True), "ours")
        waiting = SignUpRequest.objects.filter(
            administration=administration, staff_number__in=some, state=SignUpRequest.State.WAITING
        )
        known |= dict.fromkeys(waiting.values_list("staff_number", flat=True), "ours")
    return known


def _offices_of(administration):
    """The offices by code and by name, in small letters. A code goes before a name."""
    offices = list(Office.objects.filter(administration=administration))
    return {office.name.casefold(): office for office in offices} | {
        office.code.casefold(): office for office in offices
    }


def _chunks(values):
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
