"""What leads authors through the Wagtail admin: its first page, and the pages on how to write."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from courses.visibility import editable_pages, module_pages_written_by
from quizzes.permissions import banks_for

GUIDES_ROOT = settings.BASE_DIR / "docs" / "authors"
MOST_DRAFTS = 8

# What an author's page says is Markdown; tags in it are shown as they are written.
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Guide:
    """One page of the authors' documentation: a file of docs/authors, its first line the title."""

    slug: str
    title: str
    text: str

    @property
    def html(self):
        return mark_safe(_markdown.render(self.text))  # noqa: S308 (our own file, and tags are escaped)


def guides():
    """The authors' documentation in the order of its titles, the page for beginners first."""
    found = []
    for file in GUIDES_ROOT.glob("*.md"):
        title, _newline, text = file.read_text(encoding="utf-8").partition("\n")
        found.append(Guide(file.stem, title.removeprefix("#").strip(), text))
    return sorted(found, key=lambda guide: (guide.slug != "writing", guide.title))


class WelcomePanel(Component):
    """Leads an author to modules, drafts, banks and how to write."""

    name = "welcome"
    template_name = "elearning/authors/welcome.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        drafts = editable_pages(user).filter(has_unpublished_changes=True)
        return {
            "modules": [
                {
                    "title": page.draft_title or page.title,
                    "pages_url": reverse("wagtailadmin_explore", args=[page.pk]),
                    "state": page.module.get_status_display(),
                }
                for page in module_pages_written_by(user)
            ],
            "drafts": [
                {
                    "title": page.draft_title or page.title,
                    "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    "at": page.latest_revision_created_at,
                }
                for page in drafts.order_by("-latest_revision_created_at", "-pk")[:MOST_DRAFTS]
            ],
            "banks": banks_for(user),
            "guides": guides(),
        }


class GuidePage(WagtailAdminTemplateMixin, TemplateView):
    """One page of the authors' documentation."""

    template_name = "elearning/authors/guide.html"
    header_icon = "help"

    @property
    def guide(self):
        found = next((guide for guide in guides() if guide.slug == self.kwargs["slug"]), None)
        if found is None:
            raise Http404
        return found

    def get_page_title(self):
        return self.guide.title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.guide.title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(guide=self.guide, **kwargs)


class GuideViewSet(ViewSet):
    """The authors' documentation, for whoever may enter the Wagtail admin."""

    name = "authors"
    url_prefix = "authors"
    icon = "help"
    menu_label = _("How to write")

    def get_urlpatterns(self):
        return [path("<slug:slug>/", GuidePage.as_view(), name="guide")]
