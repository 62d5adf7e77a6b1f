"""The addresses of the atlas."""

from __future__ import annotations

from django.urls import path

from tripos.web.atlas import views

urlpatterns = [
    path("atlas/", views.index, name="atlas"),
    path("atlas/area/<str:key>/", views.area, name="atlas-area"),
    path("atlas/<str:key>/", views.competency, name="competency"),
]
