"""Mathematics on pages and in terminals."""

from __future__ import annotations

import pytest

from tripos.errors import TriposError
from tripos.exam.markdown import to_html, to_text


def test_it_works() -> None:
    """A formula becomes MathML, text stays text."""
    found = to_html(r"The norm $\|x\|_2 = \sqrt{\sum_i x_i^2}$ of **x**")

    assert "<math" in found
    assert "<msqrt>" in found
    assert "<strong>x</strong>" in found
    assert "\\" not in found


def test_html_is_shown_not_obeyed() -> None:
    """Markup in a text is escaped."""
    assert "<script>" not in to_html("a <script>alert(1)</script>")


def test_an_unknown_command_is_refused() -> None:
    """A formula that would show a backslash is refused with its text."""
    with pytest.raises(TriposError, match="formula"):
        to_html(r"$\nosuchcommand{x}$")


@pytest.mark.parametrize(
    ("text", "plain"),
    [(r"$\frac{1}{2}$", "(1)/(2)"), (r"$\sqrt{2} \cdot \pi$", "sqrt(2) · π"),
     (r"**bold** $x \le 3$", "bold x ≤ 3"), (r"$\hat{\beta}_1$", "β_1")],
)  # fmt: skip
def test_terminals_get_signs(text: str, plain: str) -> None:
    """Formulas are readable without a browser."""
    assert plain == to_text(text)
