"""Addresses of learning that are not pages."""

from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("training/", views.dashboard, name="dashboard"),
    path("glossary/", views.glossary, name="glossary"),
    path("search/", views.search, name="search"),
    path("training/modules/<slug:slug>/start/", views.start, name="start_module"),
    path("training/units/<int:pk>/done/", views.complete, name="complete_unit"),
]
