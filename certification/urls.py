"""The addresses of certification. Printed codes point at the first: it stays as it is."""

from django.urls import path

from certification.standings import Act
from certification.views import (
    acts,
    administration,
    bundles,
    certificates,
    dashboard,
    designs,
    exports,
    officers,
    own,
    public,
    regrades,
    sittings,
)

app_name = "certification"
_own = "administration/<slug:slug>/"

urlpatterns = [
    path("verify/", public.verify, name="verify"),
    path("training/transcript/", own.transcript, name="transcript"),
    path("training/transcript.pdf", own.transcript_pdf, name="transcript_pdf"),
    path("training/my-data.json", own.my_data, name="my_data"),
    path("certificates/<str:serial>/", certificates.certificate, name="certificate"),
    path("certificates/<str:serial>/certificate.pdf", certificates.pdf, name="pdf"),
    path("certificates/<str:serial>/pictures/<str:sha256>.png", certificates.picture, name="picture"),
    path("administration/", administration.index, name="administration"),
    path(_own, officers.officers, name="officers"),
    path(f"{_own}officers/<int:pk>/", administration.officer, name="officer"),
    path(f"{_own}officers/<int:pk>/name/", administration.mend_name, name="name"),
    path(f"{_own}officers/<int:pk>/accommodations/", administration.accommodate, name="accommodate"),
    path(f"{_own}sittings/", sittings.sittings, name="sittings"),
    path(f"{_own}sittings/<int:pk>/", sittings.sitting, name="sitting"),
    path(f"{_own}sittings/<int:pk>/end/", sittings.end, name="end_sitting"),
    path(f"{_own}dashboard/", dashboard.dashboard, name="dashboard"),
    path(f"{_own}bundles/", bundles.bundles, name="bundles"),
    path(f"{_own}bundles/<int:pk>/", bundles.bundle, name="bundle"),
    path(f"{_own}bundles/<int:pk>/certificates.zip", bundles.download, name="bundle_file"),
    path(f"{_own}exports/", exports.exports, name="exports"),
    path(f"{_own}exports/<str:kind>/<str:fmt>/", exports.export, name="export"),
    path(f"{_own}certificates/", administration.certificates, name="certificates"),
    path(f"{_own}certificates/in-doubt/", regrades.doubts, name="doubts"),
    *(path(f"{_own}certificates/<str:serial>/{act}/", acts.act, {"act": act}, name=str(act)) for act in Act),
    path(f"{_own}certificate-design/", designs.design, name="design"),
    path(f"{_own}certificate-design/<int:number>/", designs.published, name="published_design"),
    path(f"{_own}certificate-design/pictures/<str:sha256>.png", designs.picture, name="design_picture"),
]
