"""Joining, waiting and one-time links, below /accounts/."""

from django.urls import path

from accounts.views import joining, links, profile

app_name = "accounts"

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/details/", joining.join_details, name="join_details"),
    path("waiting/", joining.waiting, name="waiting"),
    path("profile/", profile.profile, name="profile"),
    path("link/<str:token>/", links.link, name="link"),
]
