"""Reads pages as their readers do."""

from __future__ import annotations

import re

from django.test import Client


def text_of(page: str) -> str:
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace(" ,", ",").replace(" .", ".")


def read(client: Client, address: str, status: int = 200) -> str:
    """The content of a page that answers with `status`."""
    response = client.get(address)

    assert status == response.status_code, response.content.decode()[:2000]
    return response.content.decode()
