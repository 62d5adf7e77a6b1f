"""Small pieces of HTML: escaped words, tables, details, and the look of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from tripos.decide.words import plain

_PAGE = re.compile(r"https?://[\w./%#?=&~+:-]+")

STYLE = """
:root{color-scheme:light dark;--ink:#1c2733;--soft:#55626f;--paper:#fff;--edge:#d5dbe1;
--accent:#0b6e69}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf2;--soft:#a7b4c1;--paper:#12181f;
--edge:#36424e;--accent:#5fc9bd}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;max-width:47rem;padding:2.5rem 1rem 4rem;background:var(--paper);
color:var(--ink);font:1rem/1.55 Inter,system-ui,-apple-system,"Segoe UI","Helvetica Neue",Arial,
sans-serif;overflow-wrap:break-word;hyphens:manual}
h1{margin:0;font-size:1rem;font-weight:500;line-height:1.4;color:var(--soft)}
h2{margin:3rem 0 .75rem;padding-top:.7rem;border-top:1px solid var(--edge);font-size:1.25rem;
font-weight:650;line-height:1.25;letter-spacing:-.01em}
h3{margin:0 0 .25rem;font-size:1rem;font-weight:650;line-height:1.35}
p,ul,ol{margin:0 0 .9rem}ul,ol{padding-left:1.15rem}li{margin:.3rem 0}li::marker{color:var(--soft)}
.word{margin:.15rem 0 .5rem;font-size:clamp(2rem,1.3rem + 3.4vw,3rem);font-weight:700;
line-height:1.08;letter-spacing:-.025em;color:var(--accent)}
.verdict{font-size:1.15rem;line-height:1.5}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem 1.25rem;
margin:1.5rem 0 0}
.facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end;
border-top:2px solid var(--accent);padding-top:.4rem}
.facts dd{margin:0;font-size:1.6rem;font-weight:650;line-height:1.2;letter-spacing:-.015em;
font-variant-numeric:tabular-nums}
.facts dt,.note,.minor,footer,caption,figcaption{color:var(--soft);font-size:.875rem;
line-height:1.45}
.facts small{font-size:.9rem;font-weight:500;letter-spacing:0}
.minor{font-weight:400}
q,blockquote{font-style:italic;quotes:"“" "”"}
code{font:.86em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.scroll{overflow-x:auto;margin:0 0 .9rem}
table{width:100%;border-collapse:collapse;font-size:.9rem;line-height:1.4;
font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.3rem 0;caption-side:top}
th,td{padding:.35rem .35rem;text-align:left;vertical-align:top;font-weight:400}
thead th{vertical-align:bottom;border-bottom:1.5px solid var(--ink);color:var(--soft);
font-size:.8rem;line-height:1.3}
tbody tr+tr,.paths tbody+tbody{border-top:1px solid var(--edge)}
th:first-child,td:first-child{padding-left:0}th:last-child,td:last-child{padding-right:0}
.right{text-align:right}
.paths tbody tr+tr{border-top:0}.paths th[scope=rowgroup]{padding-bottom:0;font-weight:600;
overflow-wrap:anywhere}
.paths td,.paths thead th{width:16.6%;text-align:right}.paths td:first-child,
.paths thead th:first-child{text-align:left}
.paths small{display:block;color:var(--soft);font-size:.75rem;line-height:1.3}
.best th[scope=rowgroup]{color:var(--accent)}
.id{display:block;color:var(--soft);font-size:.85em}
details{margin:0 0 .6rem}
summary{cursor:pointer;width:fit-content;color:var(--accent);font-size:.9rem;padding:.15rem 0}
details[open]>summary{margin-bottom:.5rem}
figure{margin:1.75rem 0 1rem}
figcaption{margin-bottom:.6rem}figcaption b{display:block;color:var(--ink);font-size:1rem}
figure svg{display:block;width:100%;height:auto}
.printed,figure .narrow{display:none}
figure details{margin-top:.5rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 2.25rem}
.pair .narrow{display:block}
.questions{columns:2;column-gap:2.25rem;font-size:.95rem}
.questions section{break-inside:avoid;margin-bottom:1.2rem}.questions p{margin:0}
footer{margin-top:3rem;padding-top:.7rem;border-top:1px solid var(--edge)}
@media (max-width:40rem){body{padding-top:1.5rem}.pair{display:block}.questions{columns:1}
figure .wide{display:none}figure .narrow{display:block}h2{margin-top:2.25rem}
.facts{grid-template-columns:1fr 1fr}.facts dd{font-size:1.35rem}th,td{padding-inline:.2rem}
.paths{font-size:.85rem}}
@media print{@page{size:A4;margin:10mm 13mm}
body{max-width:none;padding:0;font-size:8.6pt;line-height:1.36}h1,h3{font-size:8.8pt}
h2{margin:2.6mm 0 1mm;padding-top:1.2mm;font-size:10.5pt;break-after:avoid}
p,ul,ol{margin-bottom:1mm}li{margin:.3mm 0}.word{font-size:19pt;margin:0}
.verdict{font-size:10pt;line-height:1.35}
.facts{margin-top:1.5mm;grid-template-columns:repeat(4,1fr)}.facts dd{font-size:12pt}
.facts dt,.note,.minor,footer,caption,figcaption,table,.questions{font-size:7.8pt;line-height:1.3}
thead th,.paths small{font-size:7pt}th,td{padding-block:.4mm}
.paths,.paths caption{display:block}.paths tr{display:contents}
.paths tbody,.paths thead{display:grid;grid-template-columns:1fr 24mm 17mm repeat(4,15mm)}
.paths thead{border-bottom:1pt solid var(--ink)}.paths thead th{border:0}
.paths thead th:first-child{grid-column:2}
.paths thead th,.paths td{width:auto;text-align:right!important}
.paths th[scope=rowgroup]{padding-right:3mm}.paths small{display:block}
figure{margin:1.5mm 0;break-inside:avoid}figcaption{margin-bottom:1mm}
figcaption b{font-size:8.6pt}figure .wide{display:block;max-width:126mm}figure .narrow{display:none}
.scroll{overflow:visible}.questions{columns:2}.questions section{margin-bottom:1.2mm}
tbody,tr,li{break-inside:avoid}details.data,.screen{display:none!important}.printed{display:inline}
ol,.questions{font-size:7.5pt!important;line-height:1.28}.paths caption{display:none!important}
summary{color:var(--ink);font-size:7.8pt;font-weight:600;list-style:none}
details::details-content{content-visibility:visible;display:block}
details ul{columns:2;column-gap:8mm;font-size:7.4pt;line-height:1.3}footer{margin-top:2mm}}
"""


def words(text: object) -> str:
    """`text` escaped for HTML, without control characters."""
    return escape(plain(text))


def linked(text: object) -> str:
    """As `words`, but with web addresses as links."""
    line, parts, end = plain(text), [], 0
    for found in _PAGE.finditer(line):
        page = found[0].rstrip(".:")
        parts += [escape(line[end : found.start()]), element("a", escape(page), href=page)]
        end = found.start() + len(page)
    return "".join([*parts, escape(line[end:])])


def element(name: str, *children: str, **attributes: object) -> str:
    """One element; attribute names may end in _ (class_) and use _ for - (aria_label)."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>"


def bullets(items: Iterable[str], name: str = "ul") -> str:
    """A list of pieces of HTML."""
    return element(name, *(element("li", item) for item in items))


def code(text: object) -> str:
    """An id or command."""
    return element("code", words(text))


def named(text: object, number_id: object) -> str:
    """What a number is, and the id that `--explain` takes, on a line of its own."""
    return words(text) + element("small", code(number_id), class_="id")


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table that can be scrolled by keyboard; the first cell of a row is its heading.

    Cells are HTML. Columns whose name starts with > are right-aligned.
    """
    looks = ["right" if name.startswith(">") else None for name in columns]
    head = "".join(
        element("th", words(name.removeprefix(">")), scope="col", class_=look)
        for name, look in zip(columns, looks, strict=True)
    )
    body = "".join(element("tr", *_cells(row, looks)) for row in rows)
    whole = element(
        "table", element("caption", words(caption)), element("thead", element("tr", head)),
        element("tbody", body),
    )  # fmt: skip
    return element("div", whole, class_="scroll", role="region", aria_label=caption, tabindex=0)


def _cells(row: Sequence[str], looks: Sequence[str | None]) -> list[str]:
    first = element("th", row[0], scope="row", class_=looks[0])
    rest = [element("td", cell, class_=look) for cell, look in zip(row[1:], looks[1:], strict=True)]
    return [first, *rest]


def folded(summary: str, *content: str, data: bool = False) -> str:
    """Details that open on demand; `data` marks tables that a printed page leaves out."""
    return element("details", element("summary", words(summary)), *content,
                   class_="data" if data else None)  # fmt: skip
