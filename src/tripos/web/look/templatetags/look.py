"""Tags and filters of all templates: assets, figures, shares, dates and pictures."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tripos.decide.words import percent as share_in_words
from tripos.draw import bare
from tripos.markdown import to_html

register = template.Library()
_NAMES = {"true": "yes", "false": "no", "ml engineer": "ML engineer", "mlops": "MLOps"}


@cache
def _mark(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise ValueError(f"there is no asset {name}")
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file, which changes when its content does."""
    return f"/static/{name}?v={_mark(name)}"


@register.filter
def usd(value: Any) -> str:
    """Money in USD, without cents."""
    return "unknown" if value is None else f"{float(value):,.0f}"


@register.filter
def number(value: Any) -> str:
    """A figure with separators and no more decimals than it needs."""
    if value is None:
        return "unknown"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return str(value)


@register.filter
def percent(value: Any) -> str:
    """A share as per cent; rare is not shown as never."""
    return "" if value is None else share_in_words(float(value))


@register.filter
def hours(value: Any) -> str:
    """Hours without decimals, unless there is less than ten of them."""
    return f"{float(value):.1f}".removesuffix(".0") if float(value) < 10 else f"{float(value):,.0f}"


@register.filter
def day(value: Any) -> str:
    """A date as people write it: 3 Mar 2027."""
    if value in (None, ""):
        return "no date"
    found = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])
    return f"{found.day} {found:%b %Y}"


@register.filter
def brief_day(value: Any) -> str:
    """A date without its year: 3 Mar."""
    found = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])
    return f"{found.day} {found:%b}"


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """An entry of a mapping; nothing where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def words(value: Any) -> str:
    """An identifier as words."""
    said = str(value).replace("-", " ").replace("_", " ").replace(".", ", ")
    return _NAMES.get(said, said)


@register.filter
def path(value: Any) -> str:
    """A value as one step of an address."""
    return quote(str(value), safe="")


@register.filter
def picture(svg: str) -> SafeString:
    """One of our own drawings inside a page; its texts were escaped when it was drawn."""
    return mark_safe(bare(svg))  # noqa: S308 - drawn by tripos.draw, which escapes


@register.filter
def maths(text: str) -> SafeString:
    """Markdown with LaTeX as blocks of HTML and MathML; HTML in it is shown, not obeyed."""
    return mark_safe(to_html(text))  # noqa: S308 - the renderer escapes


@register.filter
def maths_inline(text: str) -> SafeString:
    """The same within a line."""
    return mark_safe(to_html(text, inline=True))  # noqa: S308 - the renderer escapes


@register.filter
def html(pieces: str) -> SafeString:
    """HTML built by `tripos.show`, which escapes every text in it."""
    return mark_safe(pieces)  # noqa: S308


@register.simple_tag
def fact(path_: str, shown: Any) -> SafeString:
    """A figure that opens its source, date, confidence, and room for one's own."""
    return format_html(
        '<a class="num" href="/catalog/fact/{0}" data-sheet="/catalog/fact/{0}">{1}</a>',
        quote(path_, safe="."), shown,
    )  # fmt: skip


@register.simple_tag
def trace(number_id: str, shown: Any) -> SafeString:
    """A figure of the decision that opens how it came about."""
    return format_html(
        '<a class="num" href="/decide/number/{0}" data-sheet="/decide/number/{0}">{1}</a>',
        quote(number_id, safe="."), shown,
    )  # fmt: skip
