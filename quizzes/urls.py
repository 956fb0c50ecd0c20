"""Addresses of quizzes and attempts."""

from django.urls import path

from quizzes import views

app_name = "quizzes"

urlpatterns = [
    path("quizzes/<slug:slug>/start/", views.start, name="start"),
    path("attempts/<int:pk>/<int:position>/", views.item, name="item"),
    path("attempts/<int:pk>/<int:position>/figure/<int:place>/", views.figure, name="figure"),
    path("attempts/<int:pk>/check/", views.check, name="check"),
    path("attempts/<int:pk>/hand-in/", views.submit, name="submit"),
    path("attempts/<int:pk>/result/", views.result, name="result"),
]
