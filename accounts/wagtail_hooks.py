"""What the Wagtail admin must know of administrations, and what the audit log must know of the admin."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.models import Administration, User
from accounts.services.audit import record_act


@hooks.register("describe_collection_contents")
def administration_of_collection(collection):
    """A collection that is an administration's cannot be deleted; the admin says so instead of failing."""
    administration = Administration.objects.filter(collection=collection).first()
    if administration is None:
        return None
    return {
        "count": 1,
        "count_text": _("It is the collection of %(administration)s.") % {"administration": administration},
    }


def _record(request, user, act):
    # A deleted account cannot be pointed at: its name says who it was.
    subject = user if act != "user.deleted" else None
    record_act(
        administration=None,
        by=request.user,
        act=act,
        now=timezone.now(),
        subject=subject,
        what=user.name or user.username,
    )


@hooks.register("after_create_user")
def record_creation(request, user):
    _record(request, user, "user.created")


@hooks.register("after_edit_user")
def record_change(request, user):
    _record(request, user, "user.changed")


@hooks.register("after_delete_user")
def record_deletion(request, user):
    _record(request, user, "user.deleted")


@hooks.register("after_bulk_action")
def record_bulk_action(request, action_type, objects, action):
    """Many accounts ticked in the list of the admin: one entry for each."""
    if action.models != [User]:
        return
    for user in objects:
        _record(request, user, "user.deleted" if action_type == "delete" else "user.changed")
