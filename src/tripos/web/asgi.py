"""The application as servers take it."""

from __future__ import annotations

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tripos.web.settings")

_django = get_asgi_application()

from tripos.web.limits import limited_body  # noqa: E402 - after Django is ready

application = limited_body(_django)
