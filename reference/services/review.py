"""Marking what uses a changed row, and clearing the marks. Nothing else changes by itself."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reference import models, uses
from reference.formats.fields import natural
from reference.models import ReviewMark
from reference.packs.forms import TABLES

_NOT_CONTENT = {"id", "latest_revision"}
_waiting = ContextVar("changes that wait to be marked together", default=None)


def known_names(without=None):
    """The names of all rows in use, of one row apart."""
    rows = (
        row
        for table in TABLES.values()
        for row in getattr(models, table.model).objects.in_use().select_related(*table.links)
    )
    return {name for row in rows if row != without for name in row.names()}


def known_rows(lines):
    """Names of rows as a person typed them, in their one spelling, each once. Raises ValidationError.

    A heading of the Harmonized System is known when a code below it is.
    """
    names, known = [], known_names()
    for line in lines:
        try:
            name = uses.row_name(line)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if not any(uses.is_use(name, one) for one in known):
            raise ValidationError(_("The reference tables have no row %(row)s."), params={"row": name})
        names.append(name)
    return sorted(dict.fromkeys(names), key=natural)


def differences(before, after):
    """What two states of a row say differently, a line a field. Empty: they say the same."""
    lines = []
    for field in after._meta.concrete_fields:
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if field.name not in _NOT_CONTENT and field.to_python(old) != field.to_python(new):
            lines.append(f"{field.verbose_name}: {_said(before, field)} → {_said(after, field)}")
    return lines


def _said(row, field):
    value = getattr(row, field.name)
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return "–" if value in (None, "") else str(value)


@contextmanager
def together(now):
    """Changes of many rows: their users are looked for once, at the end."""
    changes = []
    token = _waiting.set(changes)
    try:
        yield
    finally:
        _waiting.reset(token)
    _mark(changes, now)


def mark_users(names, what, *, now):
    """Mark everything that uses one of the rows called so.

    A user that is marked already for that row keeps its date and learns what else changed.
    """
    waiting = _waiting.get()
    if waiting is None:
        _mark([(names, what)], now)
    else:
        waiting.append((names, what))


def _mark(changes, now):
    said = {}
    for names, what in changes:
        for name in names:
            said.setdefault(name, []).append(what)
    found = uses.users_of(said) if said else []
    here = ReviewMark.objects.open().filter(kind__in={kind for kind, _key, _name in found})
    marks = {(mark.row, mark.kind, mark.user): mark for mark in here}
    new, changed = [], []
    for kind, key, name in found:
        what = "\n".join(said[name])
        mark = marks.get((name, kind, key))
        if mark is None:
            new.append(ReviewMark(row=name, kind=kind, user=key, what=what, since=now))
        elif what not in mark.what:
            mark.what = f"{mark.what}\n{what}"
            changed.append(mark)
    ReviewMark.objects.bulk_create(new)
    ReviewMark.objects.bulk_update(changed, ["what"])


def mark_new_rows(rows, known, *, now):
    """Mark who uses what more is said about now. `known` are the names that there were before."""
    for row in rows:
        names = set(row.names()) & known
        if names:
            mark_users(names, _("New: %(row)s.") % {"row": row}, now=now)


@transaction.atomic
def clear_marks(*, marks, person, reason, now):
    """Clear marks that are open, with a reason. Returns how many."""
    held = list(ReviewMark.objects.open().select_for_update(no_key=True).filter(pk__in=[m.pk for m in marks]))
    for mark in held:
        mark.cleared_at, mark.cleared_by, mark.reason = now, person, reason
    ReviewMark.objects.bulk_update(held, ["cleared_at", "cleared_by", "reason"])
    return len(held)


@dataclass(frozen=True)
class ToReview:
    """Something that uses a changed row: of what kind, where it is edited, and the open mark."""

    kind: Any
    place: uses.Place
    mark: ReviewMark


def to_review(person=None, marks=None):
    """The open marks on what a person may edit, newest first; without a person, all. Few queries."""
    marks = list(ReviewMark.objects.open() if marks is None else marks)
    found = []
    for kind, users in uses.kinds().items():
        own = [mark for mark in marks if mark.kind == kind]
        places = users.places({mark.user for mark in own}, person) if own else {}
        found += [ToReview(users.label, places[mark.user], mark) for mark in own if mark.user in places]
    return sorted(found, key=lambda one: (-one.mark.since.timestamp(), one.mark.pk))
