"""Identification guides: permanent rows for what is remembered of them, and their pages in one locale.

A guide is a page with the vocabulary of its groups; each entry is a page below it. Drafts, preview, history
and rights are those of pages. Cards, reviews and progress point at GuideEntry and Unit.
"""

from functools import cached_property

from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses.blocks.guides import DiagnosticBlock, GroupBlock, LookAlikeBlock
from courses.editing import GuideEntryPageForm, GuidePageForm
from courses.guide_contents import IDENTIFIERS, entry_of_page, guide_of
from courses.models.pages import ReadPage, UnitPage
from courses.models.progress import UnitProgress
from courses.signals import unit_opened
from reference.models.fields import LinesField


class GuideEntry(models.Model):
    """An entry of a guide, made once: what cards and reviews of the drill point at."""

    unit = models.ForeignKey("courses.Unit", on_delete=models.PROTECT, related_name="guide_entries")
    slug = models.SlugField(_("permanent name"), max_length=100)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        verbose_name = _("entry of a guide")
        verbose_name_plural = _("entries of guides")
        ordering = ["unit", "slug"]
        constraints = [models.UniqueConstraint(fields=["unit", "slug"], name="one_entry_per_name_in_a_guide")]

    def __str__(self):
        return self.slug


class GuidePage(UnitPage):
    """The door to an identification guide, in one locale: its groups, their vocabulary, a search."""

    unit = models.ForeignKey(
        "courses.Unit", on_delete=models.PROTECT, related_name="guide_pages", editable=False
    )
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences."))
    groups = StreamField([("group", GroupBlock())], verbose_name=_("groups"), blank=True)

    base_form_class = GuidePageForm
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("groups")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = ["courses.GuideEntryPage"]
    max_count_per_parent = 1

    def turned_away(self, request):
        """Members look things up without taking the module, also while it is in preparation: it is a tool."""
        reading = self.reading(request)
        if not self.in_place or not reading.known:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return None if reading.member else redirect("accounts:waiting")

    def serve(self, request, *args, **kwargs):
        turned_away = self.turned_away(request)
        if turned_away:
            return turned_away
        self.note_opening(request)
        return Page.serve(self, request, *args, **kwargs)

    def note_opening(self, request):
        """Remember that an officer who takes the module has opened its guide."""
        reading = self.reading(request)
        if reading.enrolment is None:
            return
        opened = UnitProgress.objects.filter(
            officer=request.user, unit=self.unit_id, administration=reading.administration
        )
        if not opened.exists():
            unit_opened.send(
                sender=GuidePage,
                officer=request.user,
                unit=self.unit,
                administration=reading.administration,
            )

    def get_context(self, request, *args, **kwargs):
        from courses.guide_pages import home_context  # which asks for models

        fresh = getattr(request, "is_preview", False)
        context = super().get_context(request, *args, **kwargs)
        return context | home_context(guide_of(self, fresh=fresh), self, request)


class GuideEntryPage(ReadPage):
    """One entry of a guide, in one locale: what it is, how it is known, what to ask for."""

    class Controlled(models.TextChoices):
        YES = "yes", _("Controlled")
        DEPENDS = "depends", _("It depends")
        NO = "no", _("Not controlled")

    entry = models.ForeignKey(GuideEntry, on_delete=models.PROTECT, related_name="pages", editable=False)
    group = models.CharField(_("group"), max_length=50)
    order = models.PositiveSmallIntegerField(_("place in the guide"), default=0)
    also = LinesField(verbose_name=_("other names"))
    latin = LinesField(verbose_name=_("scientific names"))
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences: what it is."))
    picture = models.ForeignKey(
        "reference.Illustration",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drawing"),
    )
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    states = models.JSONField(_("what it can show"), default=dict, blank=True)
    diagnostic = StreamField(
        [("feature", DiagnosticBlock())], verbose_name=_("what only this shows"), blank=True
    )
    controlled = models.CharField(
        _("controlled"),
        max_length=8,
        choices=Controlled.choices,
        blank=True,
        help_text=_("For the drill. Leave it empty where it is not verified."),
    )
    control = models.TextField(_("what the control is"), blank=True)
    document = models.TextField(_("document to ask for"), blank=True)
    action = models.TextField(_("what to do"), blank=True)
    handling = models.TextField(_("hazards and safe handling"), blank=True)
    found_in = LinesField(verbose_name=_("found in"))
    concealment = LinesField(verbose_name=_("how it is hidden"))
    look_alikes = StreamField([("look_alike", LookAlikeBlock())], verbose_name=_("look-alikes"), blank=True)
    hs = LinesField(
        verbose_name=_("HS codes"), help_text=_("One a line; end with “ (not confirmed)” what is not.")
    )
    cas = LinesField(verbose_name=_("CAS numbers"))
    un = LinesField(verbose_name=_("UN numbers"))
    ashrae = LinesField(verbose_name=_("ASHRAE designations"))
    appendix = LinesField(verbose_name=_("appendix or annex"))
    oecd = LinesField(verbose_name=_("OECD codes"))
    waste = LinesField(verbose_name=_("waste codes"))
    other = LinesField(verbose_name=_("other codes"))
    unconfirmed = LinesField(
        verbose_name=_("not confirmed"), help_text=_("Texts above that are not confirmed, one a line.")
    )
    sources = LinesField(
        verbose_name=_("sources"), help_text=_("Codes of sources of the module, one a line.")
    )
    reference = LinesField(
        verbose_name=_("rows of the reference tables"), help_text=_("Such as species:loxodonta-africana.")
    )

    base_form_class = GuideEntryPageForm
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("group", "order", "summary", "also", "latin", "picture", "caption")
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("states", "diagnostic", "look_alikes")],
            heading=_("How it is known"),
        ),
        MultiFieldPanel([FieldPanel(name) for name in IDENTIFIERS], heading=_("Identifiers")),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "controlled",
                    "control",
                    "document",
                    "action",
                    "handling",
                    "found_in",
                    "concealment",
                )
            ],
            heading=_("At the counter"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("unconfirmed", "sources", "reference")],
            heading=_("What it rests on"),
        ),
    ]
    parent_page_types = ["courses.GuidePage"]
    subpage_types = []

    @cached_property
    def guide_page(self):
        return GuidePage.objects.parent_of(self).select_related("unit").get()

    def can_move_to(self, parent):
        """An entry stays in its guide."""
        unit = getattr(parent.specific, "unit_id", None)
        return super().can_move_to(parent) and unit == self.entry.unit_id

    def turned_away(self, request):
        guide = self.guide_page
        if self.entry.unit_id != guide.unit_id or not guide.live:
            raise Http404
        return guide.turned_away(request)

    def get_context(self, request, *args, **kwargs):
        from courses.guide_pages import entry_context

        context = super().get_context(request, *args, **kwargs)
        guide_page = self.guide_page
        return context | entry_context(guide_of(guide_page), entry_of_page(self), guide_page, request)
