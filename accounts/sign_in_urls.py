"""The addresses of django-allauth that this site uses, below /accounts/, under allauth's own names.

Its other pages (open sign-up, several addresses, confirmation of an address) have no place here. Two of
its names lead to pages of ours: signing up is joining with a code, and a password is set after a link.
"""

from allauth.account import views
from django.urls import path, re_path

from accounts.views import joining, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("join/", joining.join, name="account_signup"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/set/", sign_in.set_password, name="account_set_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
