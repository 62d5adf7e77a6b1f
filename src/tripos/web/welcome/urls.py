"""The addresses of the welcome and of postings."""

from __future__ import annotations

from django.urls import path

from tripos.web.welcome import postings, views

urlpatterns = [
    path("welcome/<int:number>/", views.step, name="welcome"),
    path("postings/", postings.all_postings, name="postings"),
    path("postings/<int:key>/", postings.one, name="posting"),
    path("postings/<int:key>/correct", postings.correct, name="posting-correct"),
    path("postings/<int:key>/remove", postings.remove, name="posting-remove"),
]
