"""The addresses of certification. Printed codes point at the first: it stays as it is."""

from django.urls import path

from certification.standings import Act
from certification.views import (
    acts,
    administration,
    bundles,
    certificates,
    cohorts,
    curricula,
    dashboard,
    designs,
    exports,
    officers,
    own,
    public,
    regrades,
    sittings,
    supervision,
)

app_name = "certification"
_own = "administration/<slug:slug>/"
_curriculum = f"{_own}curricula/<slug:name>/"
_on_it = f"{_curriculum}officers/<int:pk>/"

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
    path(f"{_own}curricula/", curricula.curricula, name="curricula"),
    path(f"{_own}new-curriculum/", curricula.new, name="new_curriculum"),
    path(_curriculum, curricula.curriculum, name="curriculum"),
    path(f"{_curriculum}settings/", curricula.settings, name="curriculum_settings"),
    path(f"{_curriculum}draft/", curricula.draft, name="draft"),
    path(f"{_curriculum}draft/discard/", curricula.discard, name="discard_draft"),
    path(f"{_curriculum}publish/", curricula.publish, name="publish"),
    path(f"{_curriculum}publish/<slug:group>/", curricula.touched, name="touched"),
    path(f"{_curriculum}enrol/", cohorts.enrol, name="enrol"),
    path(f"{_curriculum}cohorts/<int:pk>/", cohorts.cohort, name="cohort"),
    path(f"{_curriculum}sign-offs/", supervision.sign_offs, name="sign_offs"),
    path(f"{_curriculum}officers/", cohorts.on_curriculum, name="on_curriculum"),
    path(_on_it, cohorts.certification, name="certification"),
    path(f"{_on_it}terms/", cohorts.terms, name="terms"),
    path(f"{_on_it}off/", cohorts.off, name="take_off"),
    path(f"{_on_it}back/", cohorts.back, name="take_back"),
    path(f"{_on_it}leave-cohort/", cohorts.leave, name="leave_cohort"),
    path("supervision/", supervision.supervisions, name="supervisions"),
    path("supervision/<int:pk>/", supervision.supervision, name="supervision"),
]
