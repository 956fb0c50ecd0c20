"""The pages: content in one locale, pointing at the identity rows of courses.models.modules.

Who may read a page is decided in `serve`, which Wagtail calls behind its view restrictions and the
hooks before serving; a preview does not come that way.
"""

import logging
from collections import Counter
from functools import cached_property

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.log_actions import log
from wagtail.models import Page, PagePermissionTester
from wagtail.search import index

from courses.access import reading_of
from courses.blocks import LessonBody, ReadingBlock
from courses.contents import Contents, cards_of, contents_of, identity_of
from courses.editing import LessonPageForm, RemarksPanel
from courses.lessons import body_of
from courses.models.modules import Module
from courses.models.progress import ModuleEnrolment, UnitProgress
from courses.signals import unit_opened
from exercises.models import InspectionRound, ScenarioRun
from exercises.pages.inspections import door_context
from quizzes.models import Attempt, Question
from quizzes.permissions import may_try
from quizzes.services.attempts import standing
from quizzes.services.drawing import Stock
from reference.models import Objective, Source
from reference.rich_text import TEXT_FEATURES

NOT_PUBLISHED = "courses.quiz_not_published"

logger = logging.getLogger("courses")


class FixedPagePermissionTester(PagePermissionTester):
    """For the pages that the site is laid with: they are edited, but neither moved nor taken away."""

    def can_delete(self, ignore_bulk=False):
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_unpublish(self):
        return self.user.is_superuser and super().can_unpublish()

    def can_move(self):
        return self.user.is_superuser and super().can_move()


PHONE = {
    "name": "phone",
    "icon": "mobile-alt",
    "device_width": 360,
    "label": _("Preview at the width of a phone"),
}


class ReadPage(Page):
    """A page that asks who reads it before it is served."""

    class Meta:
        abstract = True

    @property
    def preview_sizes(self):
        """Wagtail's sizes, with the width of most officers' phones in the place of its wider one."""
        return [PHONE, *(size for size in super().preview_sizes if size["name"] != "mobile")]

    def serve(self, request, *args, **kwargs):
        return self.turned_away(request) or super().serve(request, *args, **kwargs)

    def turned_away(self, request):
        """A redirect to where this person may go on, or None to read. Raises Http404."""
        raise NotImplementedError

    @cached_property
    def ground(self):
        """Id of the administration on whose ground the page stands, or None."""
        found = AdministrationPage.objects.ancestor_of(self, inclusive=True)
        return found.values_list("administration", flat=True).first()


class ModuleListPage(Page):
    """A page that shows module cards, with the progress of whoever is signed in."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return FixedPagePermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"modules": self.modules(request)}

    def module_pages(self, request):
        """Live module pages with what their cards need."""
        raise NotImplementedError

    def modules(self, request):
        pages = self.module_pages(request).select_related(
            "module__convention", "module__administration", "plate"
        )
        pages = pages.order_by("module__order", "path")
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return cards_of(pages, request=request)
        taken = ModuleEnrolment.objects.filter(officer=user)
        reading = reading_of(user, Module())
        taken = taken.filter(administration=reading.administration).values_list("module", flat=True)
        return cards_of(pages, user, reading.administration, set(taken), request)


class HomePage(ModuleListPage):
    """The first page of the site."""

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CataloguePage", "courses.AdministrationPage"]

    content_panels = Page.content_panels

    def module_pages(self, request):
        catalogue = CataloguePage.objects.live().child_of(self).first()
        return catalogue.module_pages(request) if catalogue else ModulePage.objects.none()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "counts": {
                "modules": len(context["modules"]),
                "lessons": sum(module.lessons_count for module in context["modules"]),
                "objectives": Objective.objects.count(),
                "questions": Question.objects.filter(retired_at=None, bank__administration=None).count(),
            }
        }


class CataloguePage(ModuleListPage):
    """All international modules."""

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ModulePage"]

    def module_pages(self, request):
        return ModulePage.objects.live().child_of(self).filter(module__administration=None)


class AdministrationPage(ReadPage, ModuleListPage):
    """An administration's own part of the site: its national modules stand below it."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="pages"
    )

    is_creatable = False
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ModulePage"]

    def turned_away(self, request):
        if not reading_of(request.user, Module(administration_id=self.administration_id)).known:
            raise Http404
        return

    def module_pages(self, request):
        return ModulePage.objects.live().child_of(self).filter(module__administration=self.administration_id)


class ModulePage(ReadPage):
    """The front page of a module, in one locale."""

    module = models.ForeignKey(
        "courses.Module", on_delete=models.PROTECT, related_name="pages", editable=False
    )
    summary = models.TextField(_("summary"), help_text=_("One or two sentences for the catalogue."))
    plate = models.ForeignKey(
        "reference.Illustration",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drawing"),
    )
    facts_as_of = models.DateField(_("facts as of"), null=True, blank=True)
    reading = StreamField([("title", ReadingBlock())], verbose_name=_("reading list"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("plate"),
        FieldPanel("facts_as_of"),
        FieldPanel("reading"),
    ]
    parent_page_types = ["courses.CataloguePage", "courses.AdministrationPage"]
    subpage_types = [
        "courses.LessonPage",
        "courses.GuidePage",
        "courses.ScenarioPage",
        "courses.InspectionPage",
        "courses.QuizPage",
        "courses.ClassNotePage",
    ]

    def turned_away(self, request):
        if self.ground != self.module.administration_id or not reading_of(request.user, self.module).known:
            raise Http404
        return

    def can_move_to(self, parent):
        """A module stays on the ground of those it belongs to."""
        ground = getattr(parent.specific, "administration_id", None)
        return super().can_move_to(parent) and ground == self.module.administration_id

    def get_context(self, request, *args, **kwargs):
        if self.module_id is None:
            # Previewed before it is saved for the first time.
            module = Module(title=self.title)
            return super().get_context(request, *args, **kwargs) | {
                "module": module,
                "identity": identity_of(module),
                "contents": Contents(),
            }
        reading = reading_of(request.user, self.module)
        inside = contents_of([self], request.user, reading.administration, request)[self.module_id]
        lessons = LessonPage.objects.live().child_of(self)
        return super().get_context(request, *args, **kwargs) | {
            "module": self.module,
            "identity": identity_of(self.module),
            "card": cards_of([self], request=request)[0],
            "reading": reading,
            "contents": inside,
            "objectives": by_code(self.module.objectives.all()),
            "prerequisites": pages_of(self.module.prerequisites.all()).values(),
            "sources": Source.objects.filter(lesson_pages__in=lessons).distinct(),
            "class_note": self.class_note if reading.staff else None,
        }

    @property
    def class_note(self):
        """The published note for those who teach the module to a class, or None."""
        return self.get_children().live().filter(content_type__model="classnotepage").first()


class ModulePartPage(ReadPage):
    """A page below the page of the module that it belongs to."""

    class Meta:
        abstract = True

    @cached_property
    def module_page(self):
        return (
            ModulePage.objects.parent_of(self)
            .select_related("module__convention", "module__administration")
            .get()
        )

    @property
    def module(self):
        return self.module_page.module


class UnitPage(ModulePartPage):
    """A page that shows one unit of its module."""

    class Meta:
        abstract = True

    @property
    def in_place(self):
        """Whether the page stands in its own module, and that on the ground of those it belongs to."""
        return self.unit.module_id == self.module.pk and self.ground == self.module.administration_id

    def can_move_to(self, parent):
        """A unit stays in its module."""
        return super().can_move_to(parent) and parent.specific.module_id == self.unit.module_id

    def reading(self, request):
        """How whoever asks stands to the module: looked up once a request."""
        if not hasattr(request, "_reading"):
            request._reading = reading_of(request.user, self.module)
        return request._reading

    def turned_away(self, request):
        reading = self.reading(request)
        if not self.in_place or not reading.known:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not reading.member:
            return redirect("accounts:waiting")
        if reading.allowed:
            return None
        if self.module.is_open:
            messages.info(request, now_in_words("Start the module first."))
        else:
            messages.info(request, now_in_words("This module is in preparation."))
        return redirect(self.module_page.get_url(request))

    def get_context(self, request, *args, **kwargs):
        reading = self.reading(request)
        inside = contents_of([self.module_page], request.user, reading.administration, request)[
            self.module.pk
        ]
        return super().get_context(request, *args, **kwargs) | self.surroundings(request, reading, inside)

    def surroundings(self, request, reading, inside):
        """What stands around the unit, for who reads like this and with these contents of the module."""
        previous, following = inside.around(self.unit_id)
        return {
            "module": self.module,
            "module_page": self.module_page,
            "module_url": self.module_page.get_url(request),
            "identity": identity_of(self.module),
            "reading": reading,
            "contents": inside,
            "entries": [
                {
                    "title": step.title,
                    "url": step.url,
                    "done": step.done,
                    "here": step.unit.pk == self.unit_id,
                }
                for step in inside.lessons
            ],
            "others": [
                {
                    "title": step.title,
                    "url": step.url,
                    "icon": "circle-check" if step.done else step.icon,
                }
                for step in inside.others
            ],
            "step": next((step for step in inside.steps if step.unit.pk == self.unit_id), None),
            "previous": previous,
            "next": following,
        }


class LessonPage(UnitPage):
    """A lesson, in one locale."""

    unit = models.ForeignKey(
        "courses.Unit", on_delete=models.PROTECT, related_name="lesson_pages", editable=False
    )
    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("One sentence for lists.")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    tools = models.CharField(_("have ready"), max_length=300, blank=True, help_text=_("Separated by commas."))
    facts_as_of = models.DateField(_("facts as of"), null=True, blank=True)
    objectives = ParentalManyToManyField(
        "reference.Objective", blank=True, related_name="lesson_pages", verbose_name=_("objectives")
    )
    sources = ParentalManyToManyField(
        "reference.Source", blank=True, related_name="lesson_pages", verbose_name=_("sources")
    )
    body = StreamField(LessonBody(), verbose_name=_("body"))

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    base_form_class = LessonPageForm
    content_panels = [
        RemarksPanel(heading=_("Remarks")),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("tools"),
        FieldPanel("facts_as_of"),
        FieldPanel("objectives", widget=forms.CheckboxSelectMultiple),
        FieldPanel("sources"),
        FieldPanel("body"),
    ]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []

    def serve(self, request, *args, **kwargs):
        turned_away = self.turned_away(request)
        if turned_away:
            return turned_away
        reading = self.reading(request)
        if reading.enrolment:
            opened = UnitProgress.objects.filter(
                officer=request.user, unit=self.unit_id, administration=reading.administration
            )
            if not opened.exists():
                unit_opened.send(
                    sender=LessonPage,
                    officer=request.user,
                    unit=self.unit,
                    administration=reading.administration,
                )
        return Page.serve(self, request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.content(request)

    def content(self, request):
        """What the lesson itself says: the same for all readers."""
        return {
            "rendered_body": body_of(self, fresh=getattr(request, "is_preview", False)),
            "objectives": by_code(self.objectives.all()),
            "sources": list(self.sources.all()),
        }


class QuizPage(UnitPage):
    """The door to a quiz, in one locale: what it asks, how long it takes, the button that starts it."""

    unit = models.ForeignKey(
        "courses.Unit", on_delete=models.PROTECT, related_name="quiz_pages", editable=False
    )
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)

    # A quiz needs a bank and a blueprint: the editor of quizzes makes it and lays this page.
    is_creatable = False
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        quiz = self.unit.quiz
        asked = Counter()
        for row in quiz.blueprint.select_related("objective"):
            asked[row.objective] += row.number
        officer = request.user
        known = officer.is_authenticated
        return context | {
            "quiz": quiz,
            "asked": list(asked.items()),
            "number_of_questions": asked.total() + quiz.fixed_items.count(),
            "trial": self.trial(officer, context["reading"]) if known else None,
            "standing": standing(quiz=quiz, officer=officer, now=timezone.now()) if known else None,
            "attempts": (
                list(
                    quiz.attempts.of(officer)
                    .exclude(submitted_at=None)
                    .select_related("grade")
                    .order_by("-number")
                )
                if known
                else []
            ),
        }

    @property
    def faults(self):
        """Sentences that say why no paper of the quiz can be drawn; empty: every paper can."""
        return Stock(self.unit.quiz).faults

    def clean(self):
        """A page goes live when every paper can be drawn, by whatever way it is published."""
        super().clean()
        if self.live and not QuizPage.objects.filter(pk=self.pk, live=True).exists() and self.faults:
            raise ValidationError(self.faults)

    def publish(self, revision, *args, **kwargs):
        """Publish, or leave the page a draft and say in its history and the log what the quiz lacks.

        This is the way of schedules, workflows and bulk actions, which other pages wait for: they are not
        broken off. A schedule stays, and is tried again with the next run.
        """
        if not self.live and (faults := self.faults):
            log(instance=self, action=NOT_PUBLISHED, revision=revision, data={"faults": faults})
            logger.error("The page of quiz %s is not published: %s", self.unit.quiz.slug, " ".join(faults))
            return None
        return super().publish(revision, *args, **kwargs)

    def trial(self, person, reading):
        """Whether a trial of this person runs, for who may try the quiz; None for everybody else."""
        if reading.administration is None or not may_try(person, self.unit.quiz):
            return None
        running = Attempt.every.of(person).open().filter(quiz=self.unit.quiz, trial=True)
        return {"open": running.exists()}


class ExercisePage(UnitPage):
    """The door to an exercise, in one locale: what it is, how long it takes, the button that starts it."""

    introduction = models.CharField(
        _("introduction"), max_length=400, blank=True, help_text=_("One or two sentences.")
    )

    start_address = ""
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        officer = request.user if request.user.is_authenticated else None
        return context | {
            "exercise": self.unit.exercise,
            "start_url": reverse(self.start_address, args=[self.unit.exercise.slug]),
            "trial": self.trial(officer, context["reading"]),
            **self.door(officer),
        }

    def door(self, officer):
        """What the door shows of the exercise to an officer, who may be None."""
        raise NotImplementedError

    def open_ones(self, officer):
        """What an officer has begun of the exercise and not ended, trials included."""
        raise NotImplementedError

    def trial(self, officer, reading):
        """Whether a trial of this person runs, for who writes the module; None for everybody else."""
        if reading.administration is None or not reading.writes:
            return None
        return {"open": self.open_ones(officer).filter(trial=True).exists()}


class ScenarioPage(ExercisePage):
    """The door to a scenario, in one locale."""

    unit = models.ForeignKey(
        "courses.Unit", on_delete=models.PROTECT, related_name="scenario_pages", editable=False
    )

    # A scenario is written in a pack, which lays this page.
    is_creatable = False
    start_address = "exercises:start"

    def door(self, officer):
        runs = list(ScenarioRun.objects.of(officer).filter(exercise=self.unit.exercise_id)) if officer else []
        return {
            "open_run": next((run for run in runs if run.is_open), None),
            "runs": [run for run in runs if not run.is_open],
        }

    def open_ones(self, officer):
        return ScenarioRun.every.of(officer).open().filter(exercise=self.unit.exercise_id)


class InspectionPage(ExercisePage):
    """The door to an inspection of documents, in one locale."""

    unit = models.ForeignKey(
        "courses.Unit", on_delete=models.PROTECT, related_name="inspection_pages", editable=False
    )

    # An inspection is set up in a pack or in its editor, which lays this page.
    is_creatable = False
    start_address = "exercises:start_inspection"

    def door(self, officer):
        return door_context(self.unit.exercise, officer)

    def open_ones(self, officer):
        return InspectionRound.every.of(officer).open().filter(exercise=self.unit.exercise_id)


def by_code(objectives):
    """Objectives as people count: LO2 before LO10."""
    return sorted(objectives, key=lambda objective: (len(objective.code), objective.code))


def pages_of(modules):
    """The live page of each module on its own ground, by module id: three queries for any number.

    A page in the language of the reader goes before others, then the first in the tree.
    """
    grounds = dict(AdministrationPage.objects.values_list("path", "administration"))
    found = ModulePage.objects.live().filter(module__in=modules).order_by("path")
    found = found.select_related("module__convention", "module__administration", "plate", "locale")
    pages = {}
    for page in sorted(found, key=lambda page: page.locale.language_code != get_language()):
        if grounds.get(page.path[: -page.steplen]) == page.module.administration_id:
            pages.setdefault(page.module_id, page)
    return pages
