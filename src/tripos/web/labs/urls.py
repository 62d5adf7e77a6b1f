"""The addresses of the labs."""

from __future__ import annotations

from django.urls import path

from tripos.web.labs import files, result, views, work

urlpatterns = [
    path("labs/", views.index, name="labs"),
    path("labs/<slug:key>/", views.lab_page, name="lab"),
    path("labs/<slug:key>/work", work.work, name="lab-work"),
    path("labs/<slug:key>/upload", work.upload, name="lab-upload"),
    path("labs/<slug:key>/anew", work.anew, name="lab-anew"),
    path("labs/<slug:key>/start.zip", files.folder, name="lab-folder"),
    path("labs/<slug:key>/submission.ipynb", files.notebook, name="lab-notebook"),
    path("labs/<slug:key>/<int:number>/", result.result, name="lab-result"),
    path("labs/<slug:key>/<int:number>/again", result.judge_again, name="lab-again"),
    path("labs/<slug:key>/<int:number>/edit", result.edit, name="lab-edit"),
]
