"""What the HS finder may tell anybody of the identification guides: the entries of the international ones."""

from courses.guide_contents import guide_of, thing_of
from courses.models import GuidePage
from reference.services.finder import Other


def entries_to_find():
    """Entries of live guides whose modules are international, each as the finder tells it."""
    pages = GuidePage.objects.live().filter(unit__module__administration=None, unit__retired_at=None)
    for page in pages.select_related("unit__module__convention", "locale").order_by("path"):
        if not page.in_place:
            continue
        guide, convention = guide_of(page), page.unit.module.convention
        for name, place in guide.places.items():
            entry, thing = guide.entries[name], thing_of(guide.entries[name])
            yield Other(
                title=entry.title,
                excerpt=entry.summary,
                url=f"{page.url}{place}/",
                names=thing.names,
                codes=thing.codes,
                texts=thing.texts,
                mea=convention.slug if convention else "",
            )
