"""The start page and today's page."""

from __future__ import annotations

from django.urls import path

from tripos.web.today import views

urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.today_page, name="today"),
]
