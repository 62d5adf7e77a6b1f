"""The addresses of settings and data."""

from __future__ import annotations

from django.urls import path

from tripos.web.data import views

urlpatterns = [
    path("settings/", views.page, name="settings"),
    path("settings/theme", views.theme, name="settings-theme"),
    path("settings/feed", views.new_feed, name="settings-feed"),
    path("settings/export", views.export, name="settings-export"),
    path("settings/import", views.take_in, name="settings-import"),
    path("settings/delete", views.delete, name="settings-delete"),
    path("settings/tokens", views.new_token, name="settings-tokens"),
    path("settings/tokens/<int:key>/revoke", views.revoke, name="settings-revoke"),
]
