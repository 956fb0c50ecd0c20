"""Addresses of exercises."""

from django.urls import path

from exercises.views import inspections, scenarios

app_name = "exercises"

urlpatterns = [
    path("scenarios/<slug:slug>/start/", scenarios.start, name="start"),
    path("scenario-runs/<int:pk>/", scenarios.situation, name="situation"),
    path("scenario-runs/<int:pk>/figure/<int:number>/<int:place>/", scenarios.figure, name="figure"),
    path("scenario-runs/<int:pk>/debrief/", scenarios.debriefed, name="debrief"),
    path("inspections/<slug:slug>/start/", inspections.start, name="start_inspection"),
    path("inspection-rounds/<int:pk>/", inspections.inspect, name="inspect"),
    path("inspection-rounds/<int:pk>/debrief/", inspections.debriefed, name="inspection_debrief"),
]
