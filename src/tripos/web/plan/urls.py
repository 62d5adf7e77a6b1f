"""The addresses of the plan and its calendar."""

from __future__ import annotations

from django.urls import path

from tripos.web.plan import edits, exports, views

urlpatterns = [
    path("plan/", views.page, name="plan"),
    path("plan/edit", edits.edit, name="plan-edit"),
    path("plan/progress", edits.progress, name="plan-progress"),
    path("plan/undo", edits.undo, name="plan-undo"),
    path("plan/frontier", views.frontier, name="plan-frontier"),
    path("plan/tripos-plan.<str:form>", exports.download, name="plan-download"),
    path("calendar/<str:feed>.ics", exports.feed, name="calendar"),
]
