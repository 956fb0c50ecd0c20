"""Changes that make kept pages out of date."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Locale, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move

from accounts.models import Administration
from courses.models import Module, Unit
from elearning.models import ContentChange
from reference.models import Convention, GlossaryTerm, Illustration, Objective, Source

# What saving a draft writes on the page's row. None of it is shown.
OF_A_DRAFT = frozenset(
    {"draft_title", "latest_revision", "latest_revision_created_at", "has_unpublished_changes"}
)
SHOWN_BESIDE_PAGES = [
    PageViewRestriction,
    Site,
    Locale,
    Administration,
    Module,
    Unit,
    Convention,
    GlossaryTerm,
    Illustration,
    Objective,
    Source,
]


def record_change(update_fields=None, raw=False, **kwargs):
    """What a page shows was written: the next edition begins. A draft is no change."""
    if not raw and (update_fields is None or not OF_A_DRAFT.issuperset(update_fields)):
        ContentChange.objects.create()


def connect():
    for model in [*get_page_models(), *SHOWN_BESIDE_PAGES]:
        for happened in (post_save, post_delete):
            happened.connect(record_change, sender=model, dispatch_uid=f"content-change {model._meta.label}")
        post_page_move.connect(record_change, sender=model)
    m2m_changed.connect(record_change, sender=PageViewRestriction.groups.through)
