"""What became of a scenario, for trainers in the Wagtail admin: the flow of all runs, and one run replayed.

Nobody's name stands here: an officer's run is practice.
"""

from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Administration
from exercises.flows import flow_of
from exercises.models import ScenarioRun, ScenarioStep
from exercises.pages.graphs import graph_of, numbers_of
from exercises.pages.outlines import node_label
from exercises.pages.replays import replay_of
from exercises.pages.scenarios import QUALITIES
from exercises.permissions import runs_for
from exercises.scenario_authoring import ScenarioView
from exercises.scenario_forms import RunsForm
from exercises.services.scenarios import scenario_in
from quizzes.statistics import ENOUGH

PER_PAGE = 50


class RunsView(ScenarioView):
    """A page of runs: those that the person may count, narrowed by what is asked for."""

    @cached_property
    def all_runs(self):
        self.written()
        return runs_for(self.request.user).filter(exercise=self.exercise)

    @cached_property
    def form(self):
        counted = self.exercise.scenario_versions.order_by("-number").values_list("number", flat=True)
        counting = self.all_runs.order_by().values("administration")
        administrations = Administration.objects.filter(pk__in=counting)
        return RunsForm(
            self.request.GET or None, versions=list(counted), administrations=administrations.order_by("name")
        )

    @property
    def asked(self):
        """What is asked for, as the part of an address that keeps it."""
        asked = self.request.GET.copy()
        asked.pop("p", None)
        return asked.urlencode()

    @cached_property
    def runs(self):
        return self.form.narrowed(self.all_runs, self.version.number)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"form": self.form, "asked": self.asked} | kwargs)


class ScenarioFlow(RunsView):
    """How all runs went: drawn, in a table, and where they go wrong."""

    template_name = "exercises/authoring/flow.html"
    page_title = _("Flow of the runs")

    def get_context_data(self, **kwargs):
        # Asked for first: what cannot be asked for shows the version in force.
        runs, number = self.runs, self.form.shown_version
        version = self.exercise.scenario_versions.get(number=number) if number else self.version
        scenario = scenario_in(version)
        flow = flow_of(runs, scenario)
        numbers, nodes = numbers_of(scenario), scenario.nodes()
        reached = {one.situation.id: one.number for one in flow.situations}
        reached |= {end.id: times for end, times in flow.ends}
        return super().get_context_data(
            **kwargs
            | {
                "flow": flow,
                "shown_version": version,
                "enough": ENOUGH,
                "graph": graph_of(scenario, counts=flow.ways, reached=reached),
                "rows": [
                    {
                        "label": node_label(one.situation.id, numbers, nodes),
                        "reached": one,
                        "choices": [
                            (choice, QUALITIES[choice.decision.quality][1], _led(choice, numbers, nodes))
                            for choice in one.choices
                        ],
                    }
                    for one in flow.situations
                ],
                "worst": [(node_label(one.situation.id, numbers, nodes), one) for one in flow.worst[:5]],
                "ends": [
                    (node_label(end.id, numbers, nodes), times, ScenarioRun.Outcome(end.outcome).label)
                    for end, times in flow.ends
                ],
            }
        )


def _led(choice, numbers, nodes):
    """(label, number) of where a decision led, in the order of the scenario."""
    return [(node_label(name, numbers, nodes), choice.led[name]) for name in numbers if name in choice.led]


class ScenarioRuns(RunsView):
    """The runs one by one, the latest first."""

    template_name = "exercises/authoring/runs.html"
    page_title = _("Runs")

    def get_context_data(self, **kwargs):
        ordinal = Window(RowNumber(), partition_by="officer", order_by=["started_at", "pk"])
        runs = self.runs.select_related("administration", "version").order_by("-started_at", "-pk")
        page = Paginator(runs, PER_PAGE).get_page(self.request.GET.get("p"))
        keys = [run.pk for run in page]
        steps = ScenarioStep.objects.filter(run__in=keys).order_by()
        taken = dict(steps.values_list("run").annotate(Count("pk")))
        # Counted over all runs of these officers: a filter would count anew from its first.
        officers = self.all_runs.order_by().filter(officer__in=[run.officer_id for run in page])
        nth = dict(officers.annotate(nth=ordinal).values_list("pk", "nth"))
        rows = [(run, taken.get(run.pk, 0), nth[run.pk]) for run in page]
        return super().get_context_data(**kwargs | {"page": page, "rows": rows})


class ScenarioReplay(RunsView):
    """One run, situation by situation."""

    template_name = "exercises/authoring/replay.html"

    @cached_property
    def run(self):
        runs = self.all_runs.select_related("version", "administration")
        return get_object_or_404(runs, pk=self.kwargs["run"])

    def get_page_title(self):
        return _("Run %s") % self.run.pk

    def get_breadcrumbs_items(self):
        runs = reverse("scenarios:runs", args=[self.exercise.pk]), _("Runs")
        return self.crumbs(self.own_crumb(), runs, ("", self.get_page_title()))

    def get_context_data(self, **kwargs):
        scenario = scenario_in(self.run.version)
        steps = list(self.run.steps.order_by("number"))
        told = replay_of(self.run, scenario, steps)
        return super().get_context_data(**kwargs | told | {"run": self.run})
