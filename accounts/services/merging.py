"""Two accounts of one person made one: seen first, then done once.

Every column that points at a person has a declared rule here or in the app above that the column is in. Rules
move rows to the account that stays, leave them with the one that closes, or refuse with a sentence.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, PeopleMerge, Role, SignUpRequest, User
from accounts.scoping import coordinated_by
from accounts.services.audit import record_act
from accounts.services.traces import columns_to_people
from accounts.signals import people_merged

CHUNK = 900


class MergeRefused(Exception):
    """The accounts cannot be merged. `sentences` say why and what to do."""

    def __init__(self, sentences):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Both:
    """What a rule looks at: the model and its column, the two people, and when it is."""

    model: type
    column: str
    kept: User
    closed: User
    now: object

    def rows_of(self, person):
        """All rows of one of the two, whatever a manager hides, in the order they were made."""
        return list(self.model._base_manager.filter(**{self.column: person}).order_by("pk"))


@dataclass
class Plan:
    """What a rule wants done with the rows of one column.

    `move`: keys of rows that go to the account that stays. `stay`: keys of those that do not. `change`: by
    key of a row of either account, the values that it gets besides.
    """

    move: list = field(default_factory=list)
    stay: list = field(default_factory=list)
    change: dict = field(default_factory=dict)
    refusals: list = field(default_factory=list)


Rule = Callable[[Both], Plan]
_rules: dict[str, Rule] = {}
_locks: list[Callable] = []


def declare(rule, *columns):
    """Say what becomes of rows that point at a person by these columns ("app.Model.field")."""
    _rules.update(dict.fromkeys(columns, rule))


def lock_first(lock):
    """Add fn(keys of two people), called before they are locked: for rows that others lock before people."""
    if lock not in _locks:
        _locks.append(lock)


def undeclared():
    """The columns for which no app has declared a rule."""
    return [label for _model, _name, label in columns_to_people() if label not in _rules]


# --- rules -------------------------------------------------------------------------------------------


def move(both):
    """All rows go over."""
    return Plan(move=[row.pk for row in both.rows_of(both.closed)])


def stay(both):
    """No row goes over: it says what was, or opens nothing any more."""
    return Plan(stay=[row.pk for row in both.rows_of(both.closed)])


def join(*key, combine=None):
    """Rows go over, but where both have one of the same key, the closed account's stays.

    `combine(kept_row, closed_row)` gives the values that the kept row takes from it.
    """

    def rule(both):
        plan = Plan()
        mine = {_key(row, key): row for row in both.rows_of(both.kept)}
        for row in both.rows_of(both.closed):
            twin = mine.get(_key(row, key))
            if twin is None:
                plan.move.append(row.pk)
                continue
            plan.stay.append(row.pk)
            if combine and (values := combine(twin, row)):
                plan.change[twin.pk] = values
        return plan

    return rule


def one_open(*key, ended, refusal, number=None):
    """Rows go over, unless both have one of the same key that is open: then `refusal(row)` is the sentence.

    A row is open while its column `ended` is empty. `number` names the column that counts the rows of a key:
    those that come over are counted on.
    """

    def rule(both):
        plan = Plan()
        mine = both.rows_of(both.kept)
        open_ones = {_key(row, key) for row in mine if getattr(row, ended) is None}
        last = {}
        for row in mine if number else ():
            last[_key(row, key)] = max(getattr(row, number), last.get(_key(row, key), 0))
        for row in both.rows_of(both.closed):
            if getattr(row, ended) is None and _key(row, key) in open_ones:
                plan.refusals.append(refusal(row))
            plan.move.append(row.pk)
            if number and _key(row, key) in last:
                last[_key(row, key)] += 1
                plan.change[row.pk] = {number: last[_key(row, key)]}
        return plan

    return rule


def _key(row, names):
    return tuple(getattr(row, name) for name in names)


# --- who may, and what would happen ------------------------------------------------------------------


def refusals_of(*, kept, closed, by):
    """Why this coordinator cannot merge these two: sentences; none where nothing speaks against it."""
    if kept.pk == closed.pk:
        return [_("Choose two different accounts.")]
    found = []
    for person in (kept, closed):
        words = {"name": person.name}
        if not person.is_active:
            found.append(_("The account of %(name)s is closed: choose an open one.") % words)
        elif person.pk == by.pk:
            found.append(_("This is your own account: ask another coordinator to merge it."))
        elif not by.is_superuser and _is_beyond(person, by):
            found.append(
                _(
                    "%(name)s has a place or rights beyond the administrations that you coordinate: ask the "
                    "owner of the platform to merge the accounts."
                )
                % words
            )
    waiting = SignUpRequest.objects.filter(user__in=[kept, closed], state=SignUpRequest.State.WAITING)
    if waiting.exists():
        found.append(_("A sign-up waits for a decision: decide on it first."))
    return found


def _is_beyond(person, by):
    """Whether a person has any place or right outside what somebody coordinates."""
    if person.is_superuser or person.is_staff or person.user_permissions.exists():
        return True
    mine = coordinated_by(by)
    return (
        person.memberships.exclude(administration__in=mine).exists()
        or person.sign_up_requests.exclude(administration__in=mine).exists()
        or person.groups.exclude(trained_administration__in=mine).exists()
    )


def plans_of(*, kept, closed, now):
    """What would become of the rows of each column, {(model, column): plan}, where there are any.

    Raises LookupError for a column without a rule.
    """
    plans = {}
    for model, name, label in columns_to_people():
        plan = _rules[label](Both(model, name, kept, closed, now))
        if plan.move or plan.stay or plan.change or plan.refusals:
            plans[model, name] = plan
    return plans


def fingerprint(plans):
    """A short text that changes when the plans do."""
    told = [(model._meta.label, name, sorted(plan.move), plan.stay) for (model, name), plan in plans.items()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


# --- doing it ----------------------------------------------------------------------------------------


@transaction.atomic
def merge_people(*, kept, closed, administration, take, seen=None, by, now):
    """Merge one account into another, and close it. Doing it again gives the first record.

    `take` names what of the closed account's stays: any of "name", "email", "staff_number". `seen` is the
    fingerprint of the plans that were looked at. Raises MergeRefused.
    """
    for lock in _locks:
        lock([kept.pk, closed.pk])
    people = {
        person.pk: person
        for person in User.objects.select_for_update().filter(pk__in=[kept.pk, closed.pk]).order_by("pk")
    }
    kept, closed = people[kept.pk], people[closed.pk]
    done = PeopleMerge.objects.filter(closed=closed, kept=kept).first()
    if done:
        return done
    if refusals := refusals_of(kept=kept, closed=closed, by=by):
        raise MergeRefused(refusals)
    plans = plans_of(kept=kept, closed=closed, now=now)
    if refusals := [sentence for plan in plans.values() for sentence in plan.refusals]:
        raise MergeRefused(refusals)
    if seen is not None and seen != fingerprint(plans):
        raise MergeRefused([_("Something has changed since you looked: look again, and confirm.")])
    numbers = {person.pk: number_of(person, administration) for person in (kept, closed)}
    before = {"kept": _told(kept, numbers), "closed": _told(closed, numbers)}
    for (model, name), plan in plans.items():
        _carry_out(model, name, plan, kept)
    _write_person(kept, closed, take)
    number = numbers[closed.pk if "staff_number" in take else kept.pk]
    _give_number(kept, administration, number or numbers[kept.pk] or numbers[closed.pk])
    record = PeopleMerge.objects.create(
        administration=administration,
        kept=kept,
        closed=closed,
        by=by,
        at=now,
        before=before,
        moved={
            f"{model._meta.label}.{name}": {"move": plan.move, "stay": plan.stay, "change": plan.change}
            for (model, name), plan in plans.items()
        },
    )
    record_act(
        administration=administration,
        by=by,
        act="people.merged",
        now=now,
        subject=kept,
        what=f"{before['closed']['name']} → {kept.name}",
        detail=before,
    )
    people_merged.send(sender=PeopleMerge, kept=kept, closed=closed, now=now)
    return record


def number_of(person, administration):
    """The newest staff number of a person in an administration, or ""."""
    held = Membership.objects.filter(user=person, administration=administration).exclude(staff_number="")
    return held.order_by("-since", "-pk").values_list("staff_number", flat=True).first() or ""


def _told(person, numbers):
    return {
        "name": person.name,
        "latin_name": person.latin_name,
        "email": person.email,
        "staff_number": numbers[person.pk],
    }


def _carry_out(model, name, plan, kept):
    """Write a plan. The one place where rows that are never changed come to point at another person."""
    rows = model._base_manager
    for pk, values in plan.change.items():
        if pk not in plan.move:
            rows.filter(pk=pk).update(**values)
    for pk in plan.move:
        if pk in plan.change:
            rows.filter(pk=pk).update(**{name: kept.pk}, **plan.change[pk])
    plain = [pk for pk in plan.move if pk not in plan.change]
    for start in range(0, len(plain), CHUNK):
        rows.filter(pk__in=plain[start : start + CHUNK]).update(**{name: kept.pk})


def _write_person(kept, closed, take):
    """What the account that stays is called from now on; the other one opens nothing any more."""
    if "name" in take:
        kept.name, kept.latin_name = closed.name, closed.latin_name
    emails = [closed.email, kept.email] if "email" in take else [kept.email, closed.email]
    email = emails[0] or emails[1]
    if not kept.has_usable_password():
        kept.password = closed.password
    closed.email, closed.is_active, closed.merged_into = "", False, kept
    closed.set_unusable_password()
    closed.save(update_fields=["email", "password", "is_active", "merged_into"])
    kept.email = email
    kept.save(update_fields=["name", "latin_name", "email", "password"])


def _give_number(kept, administration, number):
    """Put a staff number on the running service as a trainee, or else on any that runs."""
    running = Membership.objects.filter(user=kept, administration=administration, until=None)
    target = running.filter(role=Role.TRAINEE).first() or running.first()
    if target is None or target.staff_number == number:
        return
    running.filter(staff_number=number).exclude(pk=target.pk).update(staff_number="")
    Membership.objects.filter(pk=target.pk).update(staff_number=number)
