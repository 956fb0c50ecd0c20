"""The pages: content in one locale, pointing at the identity rows of courses.models.modules."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from courses.blocks import LessonBody
from reference.rich_text import TEXT_FEATURES


class HomePage(Page):
    """The first page of the site."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CataloguePage", "courses.AdministrationPage"]

    content_panels = Page.content_panels


class CataloguePage(Page):
    """All international modules."""

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ModulePage"]


class AdministrationPage(Page):
    """An administration's own part of the site: its national modules stand below it."""

    administration = models.ForeignKey("accounts.Administration", on_delete=models.PROTECT, related_name="pages")

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ModulePage"]


class ModulePage(Page):
    """The front page of a module, in one locale."""

    module = models.ForeignKey("courses.Module", on_delete=models.PROTECT, related_name="pages")
    summary = models.TextField(_("summary"), help_text=_("One or two sentences for the catalogue."))
    plate = models.ForeignKey(
        "reference.Illustration", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("drawing")
    )
    facts_as_of = models.DateField(_("facts as of"), null=True, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("plate"), FieldPanel("facts_as_of")]
    parent_page_types = ["courses.CataloguePage", "courses.AdministrationPage"]
    subpage_types = ["courses.LessonPage", "courses.QuizPage"]


class LessonPage(Page):
    """A lesson, in one locale."""

    unit = models.ForeignKey("courses.Unit", on_delete=models.PROTECT, related_name="lesson_pages", editable=False)
    summary = models.CharField(_("summary"), max_length=300, blank=True, help_text=_("One sentence for lists."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    tools = models.CharField(_("have ready"), max_length=300, blank=True, help_text=_("Separated by commas."))
    facts_as_of = models.DateField(_("facts as of"), null=True, blank=True)
    objectives = ParentalManyToManyField("reference.Objective", blank=True, related_name="lesson_pages", verbose_name=_("objectives"))
    sources = ParentalManyToManyField("reference.Source", blank=True, related_name="lesson_pages", verbose_name=_("sources"))
    body = StreamField(LessonBody(), verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("tools"),
        FieldPanel("facts_as_of"),
        FieldPanel("objectives"),
        FieldPanel("sources"),
        FieldPanel("body"),
    ]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []


class QuizPage(Page):
    """The door to a quiz, in one locale: what it asks, how long it takes, the button that starts it."""

    unit = models.ForeignKey("courses.Unit", on_delete=models.PROTECT, related_name="quiz_pages", editable=False)
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
