"""The trainer's pages of scenarios in the Wagtail admin: writing, versions, the way to officers."""

import difflib

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.scoping import learning_membership
from exercises import doors
from exercises.flows import figures_of, latest_versions
from exercises.models import Exercise
from exercises.pages.graphs import graph_of
from exercises.pages.outlines import outline_of
from exercises.permissions import owners_for, runs_for, scenarios_for
from exercises.scenario_forms import NewScenarioForm, PlaceForm, ScenarioForm, TextForm, TrialForm
from exercises.scenarios.changes import changes
from exercises.scenarios.pack_yaml import write_scenario
from exercises.services.scenarios import (
    CannotStart,
    Overtaken,
    create_scenario,
    edit_scenario,
    place_scenario,
    retire_scenario,
    scenario_in,
    start_trial,
)
from quizzes.authoring import WritersView
from quizzes.proposals import Row

HEADER_ICON = "site"


class ScenarioView(WritersView):
    """A page of a scenario. The scenario comes out of the person's own."""

    header_icon = HEADER_ICON
    start = ("scenarios:index", _("Scenarios"))

    @cached_property
    def exercise(self):
        scenarios = scenarios_for(self.request.user).select_related("administration")
        return get_object_or_404(scenarios, pk=self.kwargs["pk"])

    @cached_property
    def version(self):
        """The version in force, or None: nothing is written yet."""
        return self.exercise.scenario_versions.select_related("author").order_by("number").last()

    @cached_property
    def scenario(self):
        return self.version and scenario_in(self.version)

    def written(self):
        """The scenario in force. Raises Http404 where nothing is written."""
        if self.scenario is None:
            raise Http404
        return self.scenario

    def own_crumb(self):
        return reverse("scenarios:show", args=[self.exercise.pk]), self.exercise.title

    def get_breadcrumbs_items(self):
        """The scenario, and the page below it unless it is the scenario's own."""
        own = self.get_page_title()
        further = [] if own == self.exercise.title else [("", own)]
        return self.crumbs(self.own_crumb(), *further)

    def get_page_subtitle(self):
        """Which scenario, where the title says what is done with it."""
        return self.exercise.title if self.get_page_title() != self.exercise.title else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**({"exercise": self.exercise} | kwargs))


class ScenarioList(WritersView):
    """The scenarios that somebody may write, how often they were run and how well."""

    header_icon = HEADER_ICON
    start = ScenarioView.start
    page_title = _("Scenarios")
    template_name = "exercises/authoring/scenarios.html"

    def get_breadcrumbs_items(self):
        return self.crumbs()

    def get_context_data(self, **kwargs):
        exercises = list(scenarios_for(self.request.user).select_related("administration"))
        found = doors.keeper(Exercise.Kind.SCENARIO).doors(exercises)
        versions = latest_versions(exercises)
        figures = figures_of(exercises, runs_for(self.request.user))
        rows = [
            {
                "exercise": exercise,
                "door": found.get(exercise.pk),
                "situations": len(versions[exercise.pk].body["situations"])
                if exercise.pk in versions
                else None,
                "figures": figures.get(exercise.pk, (0, None, None)),
            }
            for exercise in exercises
        ]
        return super().get_context_data(rows=rows, **kwargs)


class ScenarioCreate(WritersView):
    """What a scenario must have; the rest follows in its own form."""

    header_icon = HEADER_ICON
    start = ScenarioView.start
    page_title = _("New scenario")
    template_name = "exercises/authoring/scenario_new.html"

    def get_breadcrumbs_items(self):
        return self.crumbs(("", _("New scenario")))

    def get_form(self, data=None):
        user = self.request.user
        places = doors.keeper(Exercise.Kind.SCENARIO).places(user)
        asked = {"place": self.request.GET.get("place", "")}
        return NewScenarioForm(data, initial=asked, owners=owners_for(user), places=places)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        exercise = create_scenario(exercise=form.save(commit=False), author=request.user)
        if form.cleaned_data["place"]:
            place_scenario(exercise=exercise, place=form.cleaned_data["place"], author=request.user)
        messages.success(request, _("The scenario is made. Write it now."))
        return redirect("scenarios:edit", exercise.pk)


class ScenarioShow(ScenarioView):
    """The outline of a scenario with its drawing beside it, and what can be done with it."""

    template_name = "exercises/authoring/scenario.html"

    def get_page_title(self):
        return self.exercise.title

    def get_context_data(self, **kwargs):
        door = doors.door_of(self.exercise)
        places = [] if door else doors.keeper(self.exercise.kind).places(self.request.user)
        shown = {}
        if self.scenario:
            shown = {
                "outline": outline_of(self.scenario),
                "graph": graph_of(self.scenario),
                "trial_form": TrialForm(scenario=self.scenario),
            }
        return super().get_context_data(
            **kwargs
            | shown
            | {
                "version": self.version,
                "door": door,
                "place_form": None if door else PlaceForm(exercise=self.exercise, places=places),
            }
        )


class ScenarioWrite(ScenarioView):
    """What both ways of writing do: a sound scenario becomes the next version."""

    form_class = None

    def get_form(self, data=None, files=None):
        return self.form_class(
            data,
            files,
            exercise=self.exercise,
            user=self.request.user,
            earlier=self.begun,
            initial={
                "after": self.version.number if self.version else 0,
                "reason": "" if self.version else _("First version"),
            },
        )

    @cached_property
    def begun(self):
        """What the form opens with: the version in force, or an earlier one that is asked for."""
        asked = self.request.GET.get("from", "")
        if asked.isascii() and asked.isdigit() and len(asked) < 6:
            return scenario_in(get_object_or_404(self.exercise.scenario_versions, number=int(asked)))
        return self.scenario

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        before = self.version
        try:
            version = edit_scenario(
                exercise=self.exercise,
                scenario=form.scenario,
                author=request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
                after=form.cleaned_data["after"],
            )
        except Overtaken as overtaken:
            return self.overtaken(form, overtaken.version)
        if version == before:
            messages.info(request, _("Nothing was changed, so no version was written."))
        else:
            messages.success(
                request,
                _("Version %(number)s is written. Runs that begin now take it; those under way keep theirs.")
                % {"number": version.number},
            )
        return redirect("scenarios:show", self.exercise.pk)

    def overtaken(self, form, version):
        """Somebody else saved meanwhile: say who and what, and keep all that was sent."""
        seen = self.exercise.scenario_versions.filter(number=form.cleaned_data["after"]).first()
        form.data = form.data.copy()
        form.data["after"] = str(version.number)
        told = changes(scenario_in(seen), scenario_in(version)) if seen else []
        context = self.get_context_data(form=form, overtaken=version, told=told)
        return self.render_to_response(context, status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"version": self.version} | kwargs)


class ScenarioEdit(ScenarioWrite):
    """All of a scenario in fields."""

    form_class = ScenarioForm
    template_name = "exercises/authoring/scenario_form.html"
    page_title = _("Write")


class ScenarioText(ScenarioWrite):
    """All of a scenario as text, typed or from a file."""

    form_class = TextForm
    template_name = "exercises/authoring/scenario_text.html"
    page_title = _("As text")


class ScenarioDownload(ScenarioView):
    """A version as the file that a pack holds of it; the one in force unless a number is asked for."""

    def get(self, request, *args, **kwargs):
        version = self.version
        if "number" in self.kwargs:
            version = get_object_or_404(self.exercise.scenario_versions, number=self.kwargs["number"])
        if version is None:
            raise Http404
        response = HttpResponse(write_scenario(scenario_in(version)), content_type="text/yaml; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.exercise.slug}.yaml"'
        return response


class ScenarioVersions(ScenarioView):
    """Who wrote which version, when and why, and what each changed."""

    template_name = "exercises/authoring/versions.html"
    page_title = _("Versions")

    def get_context_data(self, **kwargs):
        rows, before = [], None
        for version in self.exercise.scenario_versions.select_related("author").order_by("number"):
            scenario = scenario_in(version)
            rows.append((version, changes(before, scenario)))
            before = scenario
        return super().get_context_data(rows=rows[::-1], **kwargs)


class ScenarioVersionShow(ScenarioView):
    """What a version says otherwise than the one before it, line by line."""

    template_name = "exercises/authoring/version.html"

    @cached_property
    def shown(self):
        versions = self.exercise.scenario_versions.select_related("author")
        return get_object_or_404(versions, number=self.kwargs["number"])

    def get_page_title(self):
        return _("Version %s") % self.shown.number

    def get_breadcrumbs_items(self):
        versions = reverse("scenarios:versions", args=[self.exercise.pk]), _("Versions")
        return self.crumbs(self.own_crumb(), versions, ("", self.get_page_title()))

    def get_context_data(self, **kwargs):
        before = self.exercise.scenario_versions.filter(number=self.shown.number - 1).first()
        return super().get_context_data(
            **kwargs
            | {
                "shown": self.shown,
                "before": before,
                "in_force": self.version == self.shown,
                "rows": _lines(before and scenario_in(before), scenario_in(self.shown)),
            }
        )


def _lines(before, after):
    """Rows of what changed, each change with the lines around it; all of a first version."""
    later = write_scenario(after).splitlines()
    if before is None:
        return [Row(" ", line) for line in later]
    lines = difflib.unified_diff(write_scenario(before).splitlines(), later, lineterm="", n=3)
    rows = [Row("…", "") if line.startswith("@@") else Row(line[0], line[1:]) for line in list(lines)[2:]]
    return rows[1:]


class ScenarioPlace(ScenarioView):
    """Lay the page of a scenario in a module. Only by POST."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        places = doors.keeper(self.exercise.kind).places(request.user)
        form = PlaceForm(request.POST, exercise=self.exercise, places=places)
        if form.is_valid():
            place_scenario(exercise=self.exercise, place=form.cleaned_data["place"], author=request.user)
            messages.success(
                request, _("The page of the scenario is laid as a draft. Publish it to open the scenario.")
            )
        else:
            messages.error(request, _("Choose one of your modules."))
        return redirect("scenarios:show", self.exercise.pk)


class ScenarioRetire(ScenarioView):
    """Close a scenario for good, or take it in use again. Only by POST; nothing is deleted."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        door = doors.door_of(self.exercise)
        if door is None:
            raise Http404
        now = None if door.retired else timezone.now()
        retire_scenario(exercise=self.exercise, author=request.user, now=now)
        if now is None:
            messages.success(request, _("The scenario is in use again."))
        else:
            messages.success(request, _("The scenario is retired: nobody can start it. All runs stay."))
        return redirect("scenarios:show", self.exercise.pk)


class ScenarioTry(ScenarioView):
    """Begin a trial, at the start or at any situation. Only by POST; a trial that was open is ended."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = TrialForm(request.POST, scenario=self.written())
        membership = learning_membership(request.user)
        administration = membership.administration if membership else self.exercise.administration
        if not form.is_valid():
            messages.error(
                request, _("Give the run a whole number, or none, and choose one of its situations.")
            )
        elif administration is None:
            messages.error(request, _("A trial is kept under an administration, and you belong to none."))
        else:
            try:
                run = start_trial(
                    exercise=self.exercise,
                    person=request.user,
                    administration=administration,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
            except CannotStart as refused:
                messages.error(request, str(refused))
            else:
                return redirect("exercises:situation", run.pk)
        return redirect("scenarios:show", self.exercise.pk)
