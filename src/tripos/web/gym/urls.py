"""The addresses of the gym."""

from __future__ import annotations

from django.urls import path

from tripos.web.gym import attempts, files, views, work

urlpatterns = [
    path("gym/", views.index, name="gym"),
    path("gym/start", work.start, name="gym-start"),
    path("gym/<int:number>/", views.case_page, name="gym-case"),
    path("gym/<int:number>/prepare", work.prepare_again, name="gym-prepare"),
    path("gym/<int:number>/work", work.work, name="gym-work"),
    path("gym/<int:number>/case.zip", files.folder, name="gym-folder"),
    path("gym/<int:number>/solution", attempts.solution, name="gym-solution"),
    path("gym/<int:number>/<int:attempt>/", attempts.verdict, name="gym-verdict"),
    path("gym/<int:number>/<int:attempt>/again", attempts.judge_again, name="gym-again"),
]
