"""Addresses of exercises."""

from django.urls import path

from exercises import views

app_name = "exercises"

urlpatterns = [
    path("scenarios/<slug:slug>/start/", views.start, name="start"),
    path("scenario-runs/<int:pk>/", views.situation, name="situation"),
    path("scenario-runs/<int:pk>/figure/<int:number>/<int:place>/", views.figure, name="figure"),
    path("scenario-runs/<int:pk>/debrief/", views.debriefed, name="debrief"),
]
