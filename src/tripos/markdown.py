"""Markdown with LaTeX as HTML with MathML, and as plain text for a terminal."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from tripos.errors import TriposError

_LEFT_OVER = re.compile(r"\\[A-Za-z]+")
_MATH = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
_PLAIN = (
    (re.compile(r"\\(?:begin|end)\{[pbv]?matrix\}"), ""),
    (re.compile(r"\\\\"), ";"),
    (re.compile(r"([_^])\{(-?(?:[\w.]+|\\[A-Za-z]+))\}"), r"\1\2"),
    (re.compile(r"([_^])\{([^{}]*)\}"), r"\1(\2)"),
    (re.compile(r"\\(?:d|t)?frac\{([^{}]*)\}\{([^{}]*)\}"), r"(\1)/(\2)"),
    (re.compile(r"\\(?:d|t)?frac(\w)(\w)"), r"\1/\2"),
    (re.compile(r"\\binom\{([^{}]*)\}\{([^{}]*)\}"), r"C(\1, \2)"),
    (re.compile(r"\\binom(\w)(\w)"), r"C(\1, \2)"),
    (re.compile(r"\\sqrt\{([^{}]*)\}"), r"sqrt(\1)"),
    (re.compile(r"\\(?:mathbf|mathrm|text|operatorname|mathbb|mathcal|hat|bar|tilde|vec)"
                r"\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:(?:left|right|quad|displaystyle|hat|bar|tilde|vec)(?![A-Za-z]) ?|[,;:! ])"),
     ""),
)  # fmt: skip
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)")
_SIGNS = {
    r"\cdot": "·", r"\times": "×", r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥",
    r"\neq": "≠", r"\approx": "≈", r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\delta": "δ",
    r"\epsilon": "ε", r"\eta": "η", r"\theta": "θ", r"\lambda": "λ", r"\mu": "μ", r"\nu": "ν",
    r"\pi": "π", r"\rho": "ρ", r"\sigma": "σ", r"\tau": "τ", r"\phi": "φ", r"\chi": "χ",
    r"\omega": "ω", r"\Sigma": "Σ", r"\Phi": "Φ", r"\Delta": "Δ", r"\sum": "Σ", r"\prod": "Π",
    r"\infty": "∞", r"\in": "∈", r"\to": "→", r"\partial": "∂", r"\nabla": "∇", r"\pm": "±",
    r"\|": "‖", r"\mid": "|", r"\sim": "~", r"\top": "ᵀ", r"\ldots": "…", r"\dots": "…",
    r"\cdots": "…", r"\int": "∫", r"\ne": "≠", r"\kappa": "κ", r"\xi": "ξ", r"\ell": "ℓ",
    r"\mapsto": "↦", r"\leftarrow": "←", r"\rightarrow": "→", r"\lfloor": "⌊", r"\rfloor": "⌋",
    r"\lceil": "⌈", r"\rceil": "⌉",
}  # fmt: skip


def to_html(text: str, *, inline: bool = False) -> str:
    """`text` as HTML; mathematics becomes MathML. HTML in `text` is shown, not obeyed.

    `inline` gives no paragraphs or other blocks. Raises TriposError where a formula cannot be
    turned into MathML.
    """
    return str(_renderer().renderInline(text) if inline else _renderer().render(text))


@cache
def _renderer() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where pages are made
    from mdit_py_plugins.dollarmath import dollarmath_plugin  # noqa: PLC0415

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    return made.use(dollarmath_plugin, allow_labels=False, double_inline=True,
                    renderer=_formula)  # fmt: skip


def _formula(latex: str, options: dict[str, Any]) -> str:
    return _mathml(latex, "block" if options.get("display_mode") else "inline")


@lru_cache(maxsize=20_000)
def _mathml(latex: str, display: str) -> str:
    from latex2mathml.converter import convert  # noqa: PLC0415 - only where pages are made

    try:
        found = str(convert(latex, display=display))
    except Exception as error:
        raise TriposError(f"the formula '{latex[:60]}' cannot be shown ({error!r})") from error
    if _LEFT_OVER.search(re.sub(r"<annotation.*?</annotation>", "", found, flags=re.DOTALL)):
        raise TriposError(f"the formula '{latex[:60]}' holds a command that is not known")
    return found


def to_text(text: str) -> str:
    """`text` for a terminal: formulas in plain signs, emphasis without its marks."""
    plain = _MATH.sub(lambda found: _in_signs(found[1] or found[2]), text)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", plain)


def _in_signs(latex: str) -> str:
    found = latex
    for _ in range(3):
        for pattern, plain in _PLAIN:
            found = pattern.sub(plain, found)
    found = re.sub(r"(?<!\\)[{}]", "", found)
    # A command without a sign, such as \log or \%, is its own name.
    return _COMMAND.sub(lambda one: _SIGNS.get(one[0], one[0][1:]), found).strip()
