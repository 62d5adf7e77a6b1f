"""The addresses of the decision."""

from __future__ import annotations

from django.urls import path

from tripos.web.decide import number, views

urlpatterns = [
    path("decide/", views.page, name="decide"),
    path("decide/run", views.run, name="decide-run"),
    path("decide/weights", views.weights, name="decide-weights"),
    path("decide/number/<path:number_id>", number.show, name="decide-number"),
]
