"""The addresses of the site. They stay as they are: certificates and printed codes point at them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from elearning.serving import page
from elearning.views import media, to_sign_in

handler500 = "elearning.views.server_error"

urlpatterns = [
    # Wagtail has sign-in pages of its own; there is one door here, with its limits on guessing.
    path("admin/login/", to_sign_in, name="wagtailadmin_login"),
    re_path(r"^admin/password_reset/", to_sign_in),
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media, name="media"),
]

urlpatterns += i18n_patterns(
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("administration/<slug:slug>/", include("accounts.administration_urls")),
    path("", include("reference.urls")),
    path("", include("quizzes.urls")),
    path("", include("exercises.urls")),
    path("", include("courses.urls")),
    path("", include("certification.urls")),
    re_path(wagtail_urls.serve_pattern, page, name="page"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
