"""Banks and who may write in them."""

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import GroupCollectionPermission

from quizzes.models import Bank


def allow_writing(*, group, collection):
    """Let a group add banks to a collection and write the questions of its banks."""
    for codename in ("add_bank", "change_bank"):
        permission = Permission.objects.get(content_type__app_label="quizzes", codename=codename)
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


@transaction.atomic
def make_own_bank(*, administration):
    """The bank of an administration's own questions, which its trainers write. Twice is once."""
    bank, _made = Bank.objects.get_or_create(
        slug=f"own-{administration.slug}",
        defaults={
            "title": _("Questions of %s") % administration.name,
            "administration": administration,
            "collection": administration.collection,
        },
    )
    allow_writing(group=administration.trainers, collection=administration.collection)
    return bank
