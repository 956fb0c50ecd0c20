"""Coordinators' pages about who comes in, below /administration/<slug>/."""

from django.urls import path

from accounts.views import join_codes, links, sign_ups

app_name = "members"

urlpatterns = [
    path("sign-ups/", sign_ups.sign_ups, name="sign_ups"),
    path("sign-ups/<int:pk>/approve/", sign_ups.approve_sign_up, name="approve"),
    path("sign-ups/<int:pk>/refuse/", sign_ups.refuse_sign_up, name="refuse"),
    path("join-codes/", join_codes.join_codes, name="join_codes"),
    path("join-codes/<int:pk>/close/", join_codes.close, name="close_join_code"),
    path("officers/<int:pk>/link/", links.make_link, name="make_link"),
]
