"""The start page and today's page."""

from __future__ import annotations

from django.urls import path

from tripos.web.accounts.local import open_local
from tripos.web.today import views

urlpatterns = [
    path("", views.home, name="home"),
    path("open", open_local, name="open"),
    path("today/", views.today_page, name="today"),
]
