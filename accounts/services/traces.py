"""What points at a person. Whoever has left no trace can be taken back; everybody else stays.

No list of records is kept here: every relation to a person counts, also of apps that come later, except
those that joining itself lays. An app above that lays something on joining says so when it starts.
"""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import SET_NULL

from accounts.models import User

# Names of the columns that point at a person, as "app.Model.field".
_laid_by_joining = {
    "accounts.AuditEntry.subject",
    "accounts.Membership.user",
    "accounts.OfficerImportRow.user",
    "accounts.SignInLink.user",
}
CHUNK = 900


def lays_on_joining(column):
    """Say that rows pointing at a person by this column ("app.Model.field") come with joining alone."""
    _laid_by_joining.add(column)


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
    return found


def clear_joining(people):
    """Delete what joining laid for people without traces.

    Rows of imports and of the audit log stay: they let go of people who are deleted.
    """
    for start in range(0, len(people), CHUNK):
        some = people[start : start + CHUNK]
        for model, name, label in columns_to_people():
            lets_go = model._meta.get_field(name).remote_field.on_delete is SET_NULL
            if label in _laid_by_joining and not lets_go:
                model._base_manager.filter(**{f"{name}__in": some}).delete()


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
