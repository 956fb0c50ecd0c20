"""Addresses of learning that are not pages."""

from django.urls import path

from courses.views import drills, guides, training

app_name = "courses"
urlpatterns = [
    path("training/", training.dashboard, name="dashboard"),
    path("glossary/", training.glossary, name="glossary"),
    path("search/", training.search, name="search"),
    path("training/modules/<slug:slug>/start/", training.start, name="start_module"),
    path("training/units/<int:pk>/done/", training.complete, name="complete_unit"),
    path("guides/", guides.every, name="guides"),
    path("guides/<slug:module>/compare/", guides.compare, name="guide_compare"),
    path("guides/<slug:module>/drill/", drills.day, name="drill"),
    path("guides/<slug:module>/key/<slug:group>/", guides.key, name="guide_key"),
    path("drill/<int:pk>/", drills.card, name="drill_card"),
    path("drill/<int:pk>/picture/", drills.picture, name="drill_picture"),
]
