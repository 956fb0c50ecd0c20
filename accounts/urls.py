"""Joining, waiting, one-time links and the owners' log, below /accounts/."""

from django.urls import path

from accounts.views import audit, joining, links, profile

app_name = "accounts"

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/details/", joining.join_details, name="join_details"),
    path("waiting/", joining.waiting, name="waiting"),
    path("profile/", profile.profile, name="profile"),
    path("log/", audit.platform_log, name="log"),
    path("log/export.<str:fmt>", audit.platform_export, name="log_export"),
    path("link/<str:token>/", links.link, name="link"),
]
