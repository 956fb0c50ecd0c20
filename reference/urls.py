"""Addresses of what is known: the HS finder and the matrix behind it."""

from django.urls import path

from reference import views

app_name = "reference"

urlpatterns = [
    path("hs/", views.find, name="find"),
    path("hs/matrix.<slug:fmt>", views.matrix, name="matrix"),
    path("hs/<slug:heading>/", views.heading, name="heading"),
]
