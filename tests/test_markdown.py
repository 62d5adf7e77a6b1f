"""Mathematics on pages and in terminals."""

from __future__ import annotations

import pytest

from tripos.errors import TriposError
from tripos.exam import all_generators
from tripos.markdown import to_html, to_text


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


@pytest.mark.parametrize(
    ("text", "plain"),
    [(r"$\int_0^1 x\,dx$", "∫_0^1 xdx"), (r"$x \in A$, $\infty$", "x ∈ A, ∞"),
     (r"$\{1, 2\} \to \leftarrow$", "{1, 2} → ←"), (r"$\le \left( x \right)$", "≤ ( x )"),
     (r"$\log n \% \det A$", "log n % det A"), (r"$\nosuchcommand{x}$", "nosuchcommandx")],
)  # fmt: skip
def test_only_whole_commands_become_signs(text: str, plain: str) -> None:
    """A command is never taken for a longer one that begins alike; one without sign is named."""
    assert plain == to_text(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [(r"$x^{n+1} y_{ij} z^{-1} X^{\top}$", "x^(n+1) y_ij z^-1 X^ᵀ"), (r"$\frac12$", "1/2"),
     (r"$\sqrt{s^2 / S_{xx}}$", "sqrt(s^2 / S_xx)"), (r"$\binom{n}{2} \bar X$", "C(n, 2) X")],
)  # fmt: skip
def test_what_belongs_together_stays_together(text: str, plain: str) -> None:
    """Exponents and fractions keep their parts in terminals."""
    assert plain == to_text(text)


def test_no_question_shows_a_backslash() -> None:
    """Whatever the bank asks can be read in a terminal."""
    left = {
        key for key, one in all_generators().items() for said in [one.variant(1)]
        if "\\" in to_text(said.prompt + said.solution)
    }  # fmt: skip

    assert set() == left
