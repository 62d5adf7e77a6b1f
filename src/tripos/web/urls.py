"""All addresses: one list a folder, joined here."""

from __future__ import annotations

from django.urls import include, path

from tripos.web.look.views import style

handler400 = "tripos.web.sentences.bad_request"
handler403 = "tripos.web.sentences.not_allowed"
handler404 = "tripos.web.sentences.not_found"
handler500 = "tripos.web.sentences.our_mistake"

urlpatterns = [
    path("style", style, name="style"),
    path("", include("tripos.web.today.urls")),
    path("", include("tripos.web.welcome.urls")),
    path("", include("tripos.web.decide.urls")),
    path("", include("tripos.web.plan.urls")),
    path("", include("tripos.web.exam.urls")),
    path("", include("tripos.web.labs.urls")),
    path("", include("tripos.web.gym.urls")),
    path("", include("tripos.web.jobs.urls")),
    path("", include("tripos.web.atlas.urls")),
    path("", include("tripos.web.catalog.urls")),
    path("", include("tripos.web.accounts.urls")),
    path("", include("tripos.web.data.urls")),
    path("", include("tripos.web.api.urls")),
]
