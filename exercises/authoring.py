"""The trainer's pages of inspections in the Wagtail admin."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from accounts.scoping import learning_membership
from exercises import doors
from exercises.consignments.clean import MAKERS
from exercises.documents.registry import template as form_of
from exercises.hand_forms import HandForm
from exercises.inspection_forms import GREATEST_SEED, MixForm, NewMixForm, PlaceForm, SampleForm
from exercises.inspections.fixed import FixedSet
from exercises.inspections.settings import InspectionSettings
from exercises.models import Exercise
from exercises.pages.inspection_authoring import advice_told, figures_told, history_told, sample_context
from exercises.permissions import inspections_for, owners_for, rounds_for
from exercises.services.inspections import (
    FaultySettings,
    OvertakenVersion,
    begin_round,
    change_inspection,
    create_inspection,
    held_in,
    mean_marks,
    sample_of,
    settings_of,
)
from exercises.services.scenarios import CannotStart
from quizzes.authoring import WritersView

HEADER_ICON = "doc-full-inverse"


class InspectionView(WritersView):
    """A page for those who may write inspections. The inspection comes out of the person's own."""

    header_icon = HEADER_ICON
    start = ("inspection_editor:index", _("Inspections"))

    def admits(self, user):
        return bool(self.owners)

    @cached_property
    def owners(self):
        return owners_for(self.request.user)

    @cached_property
    def exercise(self):
        inspections = inspections_for(self.request.user).select_related("administration")
        return get_object_or_404(inspections, pk=self.kwargs["pk"])

    @cached_property
    def version(self):
        """The version in force."""
        found = self.exercise.inspection_versions.select_related("author").order_by("number").last()
        if found is None:
            raise Http404
        return found

    def exercise_crumb(self):
        return reverse("inspection_editor:edit", args=[self.exercise.pk]), self.exercise.title


class InspectionList(InspectionView):
    """The inspections that somebody may write: document, mix, rounds, mean mark."""

    page_title = _("Inspections")
    template_name = "exercises/authoring/inspections.html"

    def get_breadcrumbs_items(self):
        return self.crumbs()

    def get_context_data(self, **kwargs):
        user = self.request.user
        inspections = list(
            inspections_for(user).select_related("administration").prefetch_related("inspection_versions")
        )
        marks = mean_marks(rounds_for(user).filter(exercise__in=inspections))
        found = doors.keeper(Exercise.Kind.INSPECTION).doors(inspections)
        rows = []
        for one in inspections:
            versions = sorted(one.inspection_versions.all(), key=lambda version: version.number)
            number, mark = marks.get(one.pk, (0, None))
            rows.append(
                {
                    "exercise": one,
                    "version": versions[-1] if versions else None,
                    "document": form_of(versions[-1].template).title if versions else "",
                    "kinds": len(versions[-1].kinds) if versions else 0,
                    "door": found.get(one.pk),
                    "rounds": number,
                    "percent": None if mark is None else round(100 * mark),
                }
            )
        return super().get_context_data(rows=rows, **kwargs)


class InspectionCreate(InspectionView):
    """The documents to choose from, each an address; then one form for title, kinds and mix."""

    page_title = _("New inspection")
    template_name = "exercises/authoring/inspection_new.html"

    def get_breadcrumbs_items(self):
        return self.crumbs(("", _("New inspection")))

    @property
    def template(self):
        """The document in the address, or None."""
        template = self.request.GET.get("document")
        return template if template in MAKERS else None

    def get_form(self, data=None):
        names = ("clean_percent", "most", "growth")
        usual = {name: InspectionSettings.model_fields[name].default for name in names}
        first = {**usual, "reason": now_in_words("First version"), "based_on": 0}
        places = doors.keeper(Exercise.Kind.INSPECTION).places(self.request.user)
        return NewMixForm(data, template=self.template, owners=self.owners, places=places, initial=first)

    def get(self, request, *args, **kwargs):
        if self.template is None:
            choices = [(slug, form_of(slug).title) for slug in MAKERS]
            return self.render_to_response(self.get_context_data(documents=choices))
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        if self.template is None:
            return redirect("inspection_editor:new")
        form = self.get_form(request.POST)
        if form.is_valid():
            names = ("slug", "title", "reason")
            said = {name: form.cleaned_data[name] for name in names}
            try:
                exercise = create_inspection(
                    administration=form.owner,
                    author=request.user,
                    now=timezone.now(),
                    **said,
                    **form.settings,
                )
            except FaultySettings as refused:
                form.put(refused.reasons)
            else:
                if place := form.cleaned_data["place"]:
                    doors.keeper(Exercise.Kind.INSPECTION).put(exercise, place, request.user)
                messages.success(request, _("The inspection is made. Look at a sample of it."))
                return redirect("inspection_editor:edit", exercise.pk)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs):
        title = form_of(self.template).title if self.template else ""
        return super().get_context_data(**kwargs | {"document": title})


class InspectionEdit(InspectionView):
    """Title and mix in a form; saving writes the next version. Below it the history and the results."""

    template_name = "exercises/authoring/inspection_form.html"

    def get_page_title(self):
        return self.exercise.title

    def get_breadcrumbs_items(self):
        return self.crumbs(("", self.exercise.title))

    def get_form(self, data=None):
        shown = {**held_in(self.version), "title": self.exercise.title, "based_on": self.version.number}
        return MixForm(data, template=self.version.template, initial=shown)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form, status = self.get_form(request.POST), 422
        overtaken = False
        if form.is_valid():
            names = ("title", "reason", "based_on")
            said = {name: form.cleaned_data[name] for name in names}
            try:
                version = change_inspection(
                    exercise=self.exercise, author=request.user, now=timezone.now(), **said, **form.settings
                )
            except FaultySettings as refused:
                form.put(refused.reasons)
            except OvertakenVersion:
                form, overtaken, status = self._after(request.POST), True, 409
            else:
                messages.success(request, _saved(version, self.version))
                return redirect("inspection_editor:edit", self.exercise.pk)
        return self.render_to_response(self.get_context_data(form=form, overtaken=overtaken), status=status)

    def _after(self, sent):
        """The form as it was sent, to be sent again on top of what somebody else wrote."""
        return self.get_form({**sent.dict(), "kinds": sent.getlist("kinds"), "based_on": self.version.number})

    def get_context_data(self, **kwargs):
        versions = self.exercise.inspection_versions.select_related("author").order_by("number")
        door = doors.keeper(Exercise.Kind.INSPECTION).doors([self.exercise]).get(self.exercise.pk)
        return super().get_context_data(
            **kwargs
            | {
                "exercise": self.exercise,
                "version": self.version,
                "document": form_of(self.version.template).title,
                "door": door,
                "place_form": None if door else self._place_form(),
                "history": history_told(versions),
                "figures": figures_told(rounds_for(self.request.user).filter(exercise=self.exercise)),
            }
        )

    def _place_form(self):
        places = doors.keeper(Exercise.Kind.INSPECTION).places(self.request.user)
        return PlaceForm(exercise=self.exercise, places=places)


def _saved(version, before):
    if version == before:
        return _("Saved. The sets stay as they were, so no version was written.")
    return _("Version %(number)s is written. Rounds that run keep the one they began with.") % {
        "number": version.number
    }


class InspectionPlace(InspectionView):
    """Lay the page of an inspection in a module. Only by POST."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        keeper = doors.keeper(Exercise.Kind.INSPECTION)
        form = PlaceForm(request.POST, exercise=self.exercise, places=keeper.places(request.user))
        if form.is_valid():
            keeper.put(self.exercise, form.cleaned_data["place"], request.user)
            messages.success(
                request,
                _("The page of the inspection is laid as a draft. Publish it to open the inspection."),
            )
        else:
            messages.error(request, _("Choose one of your modules."))
        return redirect("inspection_editor:edit", self.exercise.pk)


class InspectionSample(InspectionView):
    """A set as it would be drawn: what officers get, and what is wrong with it."""

    template_name = "exercises/authoring/sample.html"
    page_title = _("Sample")

    def get_page_subtitle(self):
        return self.exercise.title

    def get_breadcrumbs_items(self):
        return self.crumbs(self.exercise_crumb(), ("", _("Sample")))

    def get_context_data(self, **kwargs):
        levels = 1 if self.version.fixed else self.version.most
        form = SampleForm(self.request.GET, levels=levels)
        seed, level = form.chosen
        return super().get_context_data(
            **kwargs
            | {
                "exercise": self.exercise,
                "version": self.version,
                "form": form,
                "seed": seed,
                "level": level,
                "next": seed % GREATEST_SEED + 1,
                **sample_context(sample_of(self.version, seed, level)),
            }
        )


class InspectionByHand(InspectionView):
    """A set in a form: the one written before, or a sample to begin with. It is checked or kept."""

    template_name = "exercises/authoring/by_hand.html"
    page_title = _("Set written by hand")

    def get_page_subtitle(self):
        return self.exercise.title

    def get_breadcrumbs_items(self):
        return self.crumbs(self.exercise_crumb(), ("", _("Set written by hand")))

    def get(self, request, *args, **kwargs):
        if self.version.fixed and "seed" not in request.GET:
            fixed = InspectionSettings.kept(held_in(self.version)).fixed
        else:
            levels = 1 if self.version.fixed else self.version.most
            seed, level = SampleForm(request.GET, levels=levels).chosen
            mixed = {**held_in(self.version), "fixed": None}
            fixed = FixedSet.of(InspectionSettings.kept(mixed).made(seed, level))
        kept = {"title": self.exercise.title, "based_on": self.version.number}
        form = HandForm(template=self.version.template, fixed=fixed, kept=kept)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = HandForm(request.POST, template=self.version.template)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        data = {"template": self.version.template, "fixed": form.fixed}
        try:
            settings = settings_of(data)
            if "keep" in request.POST:
                return self._keep(form, data)
        except FaultySettings as refused:
            form.put(refused.reasons)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        except OvertakenVersion:
            sent = request.POST.copy()
            sent["based_on"] = str(self.version.number)
            again = HandForm(sent, template=self.version.template)
            context = self.get_context_data(form=again, overtaken=True)
            return self.render_to_response(context, status=409)
        made = settings.made(0, 1)
        context = self.get_context_data(form=form, checked=True, **advice_told(made), **sample_context(made))
        return self.render_to_response(context)

    def _keep(self, form, data):
        names = ("title", "reason", "based_on")
        said = {name: form.kept.cleaned_data[name] for name in names}
        version = change_inspection(
            exercise=self.exercise, author=self.request.user, now=timezone.now(), **said, **data
        )
        messages.success(self.request, _saved(version, self.version))
        return redirect("inspection_editor:edit", self.exercise.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "exercise": self.exercise,
                "version": self.version,
                "document": form_of(self.version.template).title,
            }
            | kwargs
        )


class InspectionTrial(InspectionView):
    """Begin a round that does not count, as an officer would see it. Only by POST."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        membership = learning_membership(request.user)
        form = SampleForm(request.POST, levels=1 if self.version.fixed else self.version.most)
        if membership is None:
            messages.error(request, _("A trial needs a membership in an administration, and you have none."))
            return redirect("inspection_editor:edit", self.exercise.pk)
        try:
            begun = begin_round(
                exercise=self.exercise,
                officer=request.user,
                administration=membership.administration,
                now=timezone.now(),
                seed=form.chosen[0] if "seed" in request.POST else None,
                trial=True,
            )
        except CannotStart as refused:
            messages.error(request, str(refused))
            return redirect("inspection_editor:edit", self.exercise.pk)
        return redirect("exercises:inspect", begun.pk)
