"""Making an administration with everything that belongs to it."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission

from accounts.models import Administration
from accounts.services.audit import record_act
from accounts.signals import administration_created

COLLECTION_PERMISSIONS = [
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
]


@transaction.atomic
def create_administration(*, slug, name, time_zone="UTC", signatory="", by=None):
    """Make an administration, its collection and its trainers' group. Returns the existing one of that slug.

    `by` is None for a command.

    Raises ValidationError for a slug, name or time zone that cannot be.
    """
    root = Collection.objects.select_for_update().get(depth=1)
    existing = Administration.objects.filter(slug=slug).first()
    if existing:
        return existing
    administration = Administration(slug=slug, name=name, time_zone=time_zone, signatory=signatory)
    administration.clean_fields(exclude=["collection", "trainers"])
    administration.collection = root.add_child(name=name)
    administration.trainers = _group_of_trainers(slug, administration.collection)
    administration.save()
    record_act(
        administration=administration,
        by=by,
        act="administration.created",
        now=administration.created_at,
        what=name,
    )
    administration_created.send(sender=Administration, administration=administration)
    return administration


def _group_of_trainers(slug, collection):
    """The group that may enter the Wagtail admin and use one collection."""
    group = Group.objects.create(name=f"Trainers: {slug}")
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=_permission(app, codename))
        for app, codename in COLLECTION_PERMISSIONS
    )
    return group


def _permission(app_label, codename):
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
