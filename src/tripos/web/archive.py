"""Files to take away."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from django.http import HttpResponse

_DATE = (2020, 1, 1, 0, 0, 0)  # the same work gives the same archive


def archive_of(folder: str, files: Mapping[str, str]) -> bytes:
    """A ZIP archive with the texts in one folder."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", _DATE), text)
    return held.getvalue()


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """An answer that the browser stores as a file."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
