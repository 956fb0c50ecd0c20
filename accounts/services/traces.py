"""What points at a person. Whoever has left no trace can be taken back; everybody else stays.

No list of records is kept here: every relation to a person counts, also of apps that come later, except
those that joining itself lays. An app above that lays something on joining says so when it starts.
"""

from django.apps import apps
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import SET_NULL

from accounts.models import User

# Ways from a row to a person, as "app.Model.field" or over other rows "app.Model.field__field", in the order
# in which the rows are deleted.
_laid_by_joining = [
    "accounts.AuditEntry.subject",
    "accounts.Membership.user",
    "accounts.OfficerImportRow.user",
    "accounts.SignInLink.user",
]
_traces_over_rows = []
CHUNK = 900


def lays_on_joining(*ways):
    """Say that rows that lead to a person like this ("app.Model.field") come with joining alone.

    Rows that others point at are named after those.
    """
    _laid_by_joining.extend(way for way in ways if way not in _laid_by_joining)


def leaves_traces(*ways):
    """Say that rows that lead to a person over other rows ("app.Model.field__field") are traces too."""
    _traces_over_rows.extend(way for way in ways if way not in _traces_over_rows)


def people_with_traces(people):
    """Of the ids of people, those who have signed in, set a password, joined twice or left any record."""
    people = list(people)
    found = set()
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        found |= _who_came_in(some)
        for model, name, label in columns_to_people():
            if label not in _laid_by_joining:
                rows = model._base_manager.filter(**{f"{name}__in": some})
                found.update(rows.values_list(name, flat=True))
        for model, path in map(_way, _traces_over_rows):
            rows = model._base_manager.filter(**{f"{path}__in": some})
            found.update(rows.values_list(path, flat=True))
    return found


def clear_joining(people):
    """Delete what joining laid for people without traces.

    Rows of imports and of the audit log stay: they let go of people who are deleted.
    """
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        for way in _laid_by_joining:
            model, path = _way(way)
            if not _lets_go(model, path):
                model._base_manager.filter(**{f"{path}__in": some}).delete()


def _who_came_in(people):
    """Those who have signed in, set a password or used a link, or who belong to more than one place."""
    users = User.objects.filter(pk__in=people)
    came = set(users.exclude(last_login=None).values_list("pk", flat=True))
    came |= set(users.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).values_list("pk", flat=True))
    came |= set(users.filter(sign_in_links__used_at__isnull=False).values_list("pk", flat=True))
    seen = set()
    for person in (
        User.objects.filter(pk__in=people).order_by().values_list("pk", "memberships__pk").distinct()
    ):
        if person[0] in seen:
            came.add(person[0])
        seen.add(person[0])
    return came


def _way(way):
    """The model and the path of "app.Model.field"."""
    label, _dot, path = way.rpartition(".")
    return apps.get_model(label), path


def _lets_go(model, path):
    """Whether a row stays without its person when that one is deleted."""
    return "__" not in path and model._meta.get_field(path).remote_field.on_delete is SET_NULL


def columns_to_people():
    """Every model, column and its label ("app.Model.field") that points at a person.

    Hidden relations and link tables are among them.
    """
    columns = [
        (relation.related_model, relation.field.name)
        for relation in User._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]
    return [(model, name, f"{model._meta.label}.{name}") for model, name in columns]
