"""The names under which packs and guides call illustrations."""

from django.utils.text import slugify

from reference.models import Illustration


def picture_names():
    """{id: name} of all pictures: those without a permanent name are called after their title."""
    named = dict(Illustration.objects.exclude(slug=None).values_list("pk", "slug"))
    taken = set(named.values())
    for pk, title in Illustration.objects.filter(slug=None).order_by("pk").values_list("pk", "title"):
        base = slugify(title)[:100] or "drawing"
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        named[pk] = slug
        taken.add(slug)
    return named
