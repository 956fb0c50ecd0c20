"""Coordinators' pages about who comes in, below /administration/<slug>/."""

from django.urls import path

from accounts.views import audit, duplicates, imports, join_codes, links, moves, sign_ups

app_name = "members"

urlpatterns = [
    path("sign-ups/", sign_ups.sign_ups, name="sign_ups"),
    path("sign-ups/<int:pk>/approve/", sign_ups.approve_sign_up, name="approve"),
    path("sign-ups/<int:pk>/refuse/", sign_ups.refuse_sign_up, name="refuse"),
    path("join-codes/", join_codes.join_codes, name="join_codes"),
    path("join-codes/<int:pk>/close/", join_codes.close, name="close_join_code"),
    path("officers/<int:pk>/link/", links.make_link, name="make_link"),
    path("officers/transfer/", moves.transfer, name="transfer"),
    path("officers/<int:pk>/leave/", moves.leave, name="leave"),
    path("officers/<int:pk>/take-back/", moves.come_back, name="take_back"),
    path("officers/compare/", duplicates.compare, name="compare"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<int:first>/<int:second>/", duplicates.merge, name="merge"),
    path("duplicates/<int:first>/<int:second>/differ/", duplicates.differ, name="differ"),
    path("imports/", imports.imports, name="imports"),
    path("imports/template.<str:fmt>", imports.template, name="import_template"),
    path("imports/<int:pk>/", imports.officer_import, name="import"),
    path("imports/<int:pk>/confirm/", imports.confirm, name="import_confirm"),
    path("imports/<int:pk>/discard/", imports.discard, name="import_discard"),
    path("imports/<int:pk>/undo/", imports.undo, name="import_undo"),
    path("imports/<int:pk>/left-out.csv", imports.left_out, name="import_left_out"),
    path("imports/<int:pk>/file/", imports.uploaded, name="import_file"),
    path("log/", audit.log, name="log"),
    path("log/export.<str:fmt>", audit.export, name="log_export"),
]
