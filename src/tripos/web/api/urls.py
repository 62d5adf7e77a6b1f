"""The API with all its parts, its description at /api/openapi.json and its page at /api/docs."""

from __future__ import annotations

from django.urls import path

from tripos.web.api.atlas import router as atlas
from tripos.web.api.build import make_api
from tripos.web.api.catalog import router as catalog
from tripos.web.api.decide import router as decide
from tripos.web.api.evidence import router as evidence
from tripos.web.api.exam import router as exam
from tripos.web.api.gym import router as gym
from tripos.web.api.jobs import router as jobs
from tripos.web.api.labs import router as labs
from tripos.web.api.plan import router as plan
from tripos.web.api.postings import router as postings
from tripos.web.api.profile import router as profile

api = make_api()
for router, tag in (
    (profile, "profile"), (postings, "postings"), (decide, "decisions"), (plan, "plans"),
    (jobs, "jobs"), (atlas, "atlas"), (catalog, "catalogue"), (evidence, "evidence and belief"),
    (exam, "examination"), (labs, "labs"), (gym, "gym"),
):  # fmt: skip
    api.add_router("", router, tags=[tag])

urlpatterns = [path("api/", api.urls)]
