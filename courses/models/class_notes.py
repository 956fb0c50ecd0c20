"""The note for those who teach a module to a class."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.access import reading_of
from courses.blocks import ClassNoteBody
from courses.contents import identity_of
from courses.lessons import render_body
from courses.models.pages import ModulePartPage


class ClassNotePage(ModulePartPage):
    """How to teach a module to a class, in one locale. For trainers and coordinators; no officer's unit."""

    minutes = models.PositiveSmallIntegerField(_("minutes"), default=210)
    body = StreamField(ClassNoteBody(), verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("minutes"), FieldPanel("body")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("note for a class")
        verbose_name_plural = _("notes for classes")

    def turned_away(self, request):
        reading = reading_of(request.user, self.module)
        if self.ground != self.module.administration_id or not (reading.known and reading.staff):
            raise Http404

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "module_page": self.module_page,
            "module_url": self.module_page.get_url(request),
            "identity": identity_of(self.module),
            "rendered_body": render_body(self.body),
        }
