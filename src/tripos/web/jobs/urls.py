"""The addresses of jobs."""

from __future__ import annotations

from django.urls import path

from tripos.web.jobs import views

urlpatterns = [
    path("jobs/<int:key>/", views.show, name="job"),
    path("jobs/<int:key>/cancel", views.stop, name="job-cancel"),
    path("jobs/<int:key>/dismiss", views.dismiss, name="job-dismiss"),
]
