"""The API under requests made from its own description: whatever comes, no error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.made import decided, planned
from tripos.web.api.urls import api
from tripos.web.record.models import ApiToken, Job
from tripos.web.record.models.access import hashed

_TOKEN = "a-token-of-the-tests"
_EXAMPLES = 15
_OPERATIONS = sorted(
    f"{method.upper()} {path}"
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
)


@cache
def _operations() -> dict[str, Any]:
    """Each operation of the API, as schemathesis reads it from the running application."""
    from django.core.handlers.wsgi import WSGIHandler

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler())
    found = (result.ok() for result in schema.get_all_operations())
    return {f"{one.method.upper()} {one.path}": one for one in found}


@pytest.fixture
def record(learner, with_person) -> None:
    """A learner with a token and something of everything."""
    with_person(learner, "nurse")
    decided(learner, "nurse")
    planned(learner)
    learner.postings.create(name="a", title="b", text="Engineer\nPython needed", fingerprint="c")
    ApiToken.objects.create(learner=learner, name="tests", hash=hashed(_TOKEN))


@pytest.fixture
def kept_open() -> Iterator[None]:
    """A request of these tests does not close the connection that the test itself uses."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("record", "kept_open")
@pytest.mark.parametrize("name", _OPERATIONS)
def test_no_request_breaks_it(name: str) -> None:
    """Every answer is below 500, and what is refused is a problem with a sentence."""
    operation = _operations()[name]

    @given(st.data())
    @settings(max_examples=_EXAMPLES, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def ask(data: st.DataObject) -> None:
        Job.objects.filter(state=Job.QUEUED).update(state=Job.CANCELLED)
        case = data.draw(operation.as_strategy())
        answer = case.call(headers={"Authorization": f"Bearer {_TOKEN}"})
        assert answer.status_code < 500, answer.text[:500]
        if answer.status_code >= 400:
            assert "application/problem+json" in answer.headers["content-type"][0]
            assert answer.json()["detail"]

    ask()
