"""The addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from tripos.web.catalog import compare, entry, facts, mine, verify, views

urlpatterns = [
    path("catalog/", views.index, name="catalog"),
    path("catalog/compare", compare.compare, name="catalog-compare"),
    path("catalog/verify", verify.verify, name="catalog-verify"),
    path("catalog/mine", mine.mine, name="catalog-mine"),
    path("catalog/mine/remove", mine.remove, name="catalog-mine-remove"),
    path("catalog/fact/<str:path>", facts.fact, name="catalog-fact"),
    path("catalog/<str:key>/", entry.show, name="catalog-entry"),
]
