"""The addresses of the examination."""

from __future__ import annotations

from django.urls import path

from tripos.web.exam import asking, bank, paper, results, views

urlpatterns = [
    path("exam/", views.index, name="exam"),
    path("exam/begin", views.begin, name="exam-begin"),
    path("exam/bank", bank.coverage, name="exam-bank"),
    path("exam/flag", bank.flag_question, name="exam-flag"),
    path("exam/<int:key>/", asking.question, name="exam-question"),
    path("exam/<int:key>/preview", asking.preview, name="exam-preview"),
    path("exam/<int:key>/end", views.end_sitting, name="exam-end"),
    path("exam/<int:key>/more", views.another_set, name="exam-more"),
    path("exam/<int:key>/result", results.result, name="exam-result"),
    path("exam/<int:key>/paper/<int:number>/", paper.question, name="exam-paper"),
    path("exam/<int:key>/hand-in", paper.handing_in, name="exam-hand-in"),
    path("exam/<int:key>/<int:number>/", asking.outcome, name="exam-outcome"),
]
