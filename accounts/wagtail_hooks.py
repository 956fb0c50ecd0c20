"""What the Wagtail admin must know of administrations."""

from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.models import Administration


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
