"""Opens the first page of an installed Tripos, as `make wheel` does: its templates must be in it.

Uses nothing but the standard library, as it runs outside of any environment.
"""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar

PAGES = ("/today/", "/decide/", "/plan/", "/atlas/", "/catalog/", "/settings/", "/api/docs",
         "/static/look/tripos.css", "/static/django_htmx/htmx-2.min.js")  # fmt: skip


def main(command: str, home: str) -> None:
    """Starts `command`, fetches a page of each kind, and stops it."""
    process = subprocess.Popen(
        [command, "--home", home, "up", "--no-browser"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        found = re.search(r"(http://[^/]+)\S*", process.stdout.readline())
        assert found is not None, "no address was printed"
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        opener.open(found[0]).read()
        for page in PAGES:
            assert opener.open(found[1] + page).read(), page
    finally:
        process.terminate()
        process.wait(20)
    print(f"{len(PAGES)} pages answered")


if __name__ == "__main__":
    main(*sys.argv[1:])
