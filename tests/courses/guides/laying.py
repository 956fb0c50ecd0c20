"""A guide in the database as fast as it can be laid: for tests and benchmarks of large ones."""

import json

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from courses.guide_contents import fields_of_entry, fields_of_head
from courses.models import GuideEntry, GuideEntryPage, GuidePage, Unit
from tests.courses.factories import module_page, published
from tests.factories import ModuleFactory


@transaction.atomic
def lay_guide(form, *, slug):
    """A live guide that says what a GuideForm says, in a module called `slug`. Returns its page."""
    home = module_page(title=slug, slug=slug, module=ModuleFactory(slug=slug, title=slug))
    unit = Unit.objects.create(
        module=home.module,
        slug="guide",
        kind=Unit.Kind.GUIDE,
        title=form.title,
        order=form.order,
        required=False,
    )
    head = fields_of_head(form.head(), {})
    head["groups"] = json.dumps(head["groups"])
    page = published(home.add_child(instance=GuidePage(slug="guide", unit=unit, **head)))
    rows = GuideEntry.objects.bulk_create(GuideEntry(unit=unit, slug=entry.id) for entry in form.entries)
    now = timezone.now()
    for place, (row, entry) in enumerate(zip(rows, form.entries, strict=True), start=1):
        fields = fields_of_entry(entry, {})
        for name in ("diagnostic", "look_alikes"):
            fields[name] = json.dumps(fields[name])
        child = GuideEntryPage(
            entry=row,
            order=place,
            slug=entry.id,
            path=Page._get_path(page.path, page.depth + 1, place),
            depth=page.depth + 1,
            url_path=f"{page.url_path}{entry.id}/",
            locale=page.locale,
            draft_title=entry.title,
            live=True,
            last_published_at=now,
            **fields,
        )
        child.save(clean=False)
    GuidePage.objects.filter(pk=page.pk).update(numchild=len(rows))
    return GuidePage.objects.get(pk=page.pk)
