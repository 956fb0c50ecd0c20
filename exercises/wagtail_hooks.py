"""Exercises in the Wagtail admin."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogFormatter

from exercises import authoring, scenario_authoring, scenario_runs
from exercises.services import scenarios as scenario_services
from quizzes.authoring import BankMenuItem


class ScenariosViewSet(ViewSet):
    """Scenarios: written, tried, and what became of them, for those who may write questions."""

    name = "scenarios"
    url_prefix = "scenarios"
    icon = scenario_authoring.HEADER_ICON
    menu_label = _("Scenarios")
    menu_name = "scenarios"
    menu_order = 253
    add_to_admin_menu = True
    menu_item_class = BankMenuItem

    def get_urlpatterns(self):
        return [
            path("", scenario_authoring.ScenarioList.as_view(), name="index"),
            path("new/", scenario_authoring.ScenarioCreate.as_view(), name="new"),
            path("<int:pk>/", scenario_authoring.ScenarioShow.as_view(), name="show"),
            path("<int:pk>/edit/", scenario_authoring.ScenarioEdit.as_view(), name="edit"),
            path("<int:pk>/text/", scenario_authoring.ScenarioText.as_view(), name="text"),
            path("<int:pk>/scenario.yaml", scenario_authoring.ScenarioDownload.as_view(), name="download"),
            path("<int:pk>/versions/", scenario_authoring.ScenarioVersions.as_view(), name="versions"),
            path(
                "<int:pk>/versions/<int:number>/",
                scenario_authoring.ScenarioVersionShow.as_view(),
                name="version",
            ),
            path(
                "<int:pk>/versions/<int:number>/scenario.yaml",
                scenario_authoring.ScenarioDownload.as_view(),
                name="download_version",
            ),
            path("<int:pk>/module/", scenario_authoring.ScenarioPlace.as_view(), name="place"),
            path("<int:pk>/retire/", scenario_authoring.ScenarioRetire.as_view(), name="retire"),
            path("<int:pk>/try/", scenario_authoring.ScenarioTry.as_view(), name="try"),
            path("<int:pk>/flow/", scenario_runs.ScenarioFlow.as_view(), name="flow"),
            path("<int:pk>/runs/", scenario_runs.ScenarioRuns.as_view(), name="runs"),
            path("<int:pk>/runs/<int:run>/", scenario_runs.ScenarioReplay.as_view(), name="run"),
        ]


class InspectionEditorViewSet(ViewSet):
    """Inspections of documents: their mix, samples, sets written by hand, for those who may write them."""

    name = "inspection_editor"
    url_prefix = "inspection-editor"
    icon = authoring.HEADER_ICON
    menu_label = _("Inspections")
    menu_name = "inspections"
    menu_order = 254
    add_to_admin_menu = True
    menu_item_class = BankMenuItem

    def get_urlpatterns(self):
        return [
            path("", authoring.InspectionList.as_view(), name="index"),
            path("new/", authoring.InspectionCreate.as_view(), name="new"),
            path("<int:pk>/", authoring.InspectionEdit.as_view(), name="edit"),
            path("<int:pk>/sample/", authoring.InspectionSample.as_view(), name="sample"),
            path("<int:pk>/by-hand/", authoring.InspectionByHand.as_view(), name="by_hand"),
            path("<int:pk>/trial/", authoring.InspectionTrial.as_view(), name="trial"),
            path("<int:pk>/module/", authoring.InspectionPlace.as_view(), name="place"),
        ]


@hooks.register("register_admin_viewset")
def register_inspections():
    return InspectionEditorViewSet()


@hooks.register("register_admin_viewset")
def register_scenarios():
    return ScenariosViewSet()


@hooks.register("register_log_actions")
def register_scenario_history(actions):
    """What the site's history says of each entry."""
    actions.register_action(scenario_services.CREATED, _("Make a scenario"), _("Made"))
    actions.register_action(scenario_services.RETIRED, _("Retire a scenario"), _("Retired"))
    actions.register_action(scenario_services.RESTORED, _("Restore a scenario"), _("In use again"))

    @actions.register_action(scenario_services.PLACED)
    class Placed(LogFormatter):
        label = _("Lay the page of a scenario")

        def format_message(self, entry):
            return _("Its page was laid in “%s”") % entry.data["place"]
