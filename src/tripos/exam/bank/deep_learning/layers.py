"""Convolutions, attention and transformers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.shown import table
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

CONV = "convolutional-networks"
ATTENTION = "attention-mechanism"
TRANSFORMER = "transformer-architecture"


def _layers(rng: Rng, count: int) -> list[tuple[int, int]]:
    """Kernel sizes and strides."""
    return [(int(rng.choice([2, 3, 5, 7])), int(rng.choice([1, 1, 2]))) for _ in range(count)]


@question("conv-receptive-field", "Receptive field", CONV, skill="derive", minutes=4)
def receptive_field(rng: Rng) -> Variant:
    """The receptive field of a stack of layers with strides and a dilation."""
    layers = _layers(rng, int(rng.integers(3, 6)))
    layers[int(rng.integers(2))] = (3, 2)
    dilated = int(rng.integers(len(layers)))
    rates = [2 if at == dilated else 1 for at in range(len(layers))]
    value, jump = 1, 1
    for (k, s), d in zip(layers, rates, strict=True):
        value, jump = value + (k - 1) * d * jump, jump * s

    def again() -> int:
        low, high = 0, 0  # trace one output back through the layers
        for (k, s), d in zip(reversed(layers), reversed(rates), strict=True):
            low, high = low * s, high * s + (k - 1) * d
        return high - low + 1

    flat = 1 + sum((k - 1) * d for (k, _), d in zip(layers, rates, strict=True))
    plain, step = 1, 1
    for k, s in layers:
        plain, step = plain + (k - 1) * step, step * s
    rows = [[at + 1, k, s, d] for at, ((k, s), d) in enumerate(zip(layers, rates, strict=True))]
    return number(
        "A stack of one-dimensional convolutions, first layer first:"
        + table(["layer", "kernel", "stride", "dilation"], rows)
        + "How many input positions does one output of the last layer see?",
        value, again=again, tol=0, rel=0,
        solution="Each layer adds (kernel - 1) times its dilation times the product of the strides"
        f" **before** it, starting from 1: {value}.",
        mistakes=[
            (flat, "Strides of earlier layers spread the steps of later ones: multiply."),
            (plain, "The dilation widens the kernel of its layer."),
            (sum(k for k, _ in layers), "Kernels overlap: each adds its size less one."),
            (value - 1, "Start from one position, not from zero."),
        ],
    )  # fmt: skip


@question("conv-shape-and-parameters", "Shape and parameters", CONV, skill="compute", minutes=4)
def shape_parameters(rng: Rng) -> Variant:
    """Output size and parameters of a (grouped) convolution."""
    size, k = int(rng.integers(28, 130)), int(rng.choice([3, 5, 7]))
    s, pad, groups = int(rng.choice([1, 2, 3])), int(rng.integers(0, 4)), int(rng.choice([1, 2, 4]))
    cin, cout = 4 * int(rng.integers(2, 17)), 4 * int(rng.integers(2, 33))
    out = (size + 2 * pad - k) // s + 1
    right = [out, cout * (cin // groups) * k * k + cout]

    def again() -> list[float]:
        starts = [a for a in range(-pad, size + pad) if a + k <= size + pad]
        kernels = np.zeros((cout, cin // groups, k, k))
        return [len(starts[::s]), kernels.size + kernels.shape[0]]

    return matrix(
        f"A convolution maps {cin} channels of {size} × {size} to {cout} channels: kernel {k} ×"
        f" {k}, stride {s}, padding {pad} on every side, {groups} group{'s' * (groups > 1)}, with"
        " bias. Give the"
        " side length of its output and its number of parameters.",
        right, again=again, rel=0, tol=1e-9, digits=9,
        solution=f"Side: $\\lfloor ({size} + 2 \\cdot {pad} - {k})/{s} \\rfloor + 1 = {out}$. Each"
        f" of the {cout} kernels sees {cin // groups} channels: ${cout} \\cdot ({cin // groups}"
        f" \\cdot {k}^2 + 1) = {right[1]}$.",
        mistakes=[
            ([out, cout * cin * k * k + cout], "With groups a kernel sees only its share of the"
             " channels."),
            ([out, right[1] - cout], "Each output channel has a bias."),
            ([(size + 2 * pad - k) // s, right[1]], "The first position counts: add 1."),
            ([(size + pad - k) // s + 1, right[1]], "The padding is on both sides."),
            ([out, (cin // groups) * k * k + cout], "There is a kernel for each output channel."),
        ],
    )  # fmt: skip


@question("conv-separable-saving", "Depthwise separable convolutions", CONV, skill="derive",
          minutes=4, difficulty=0.3)  # fmt: skip
def separable(rng: Rng) -> Variant:
    """The factor of multiplications saved by a depthwise separable convolution."""
    k, size = int(rng.choice([3, 5, 7])), int(rng.integers(7, 60))
    cin, cout = 8 * int(rng.integers(2, 30)), 8 * int(rng.integers(2, 60))
    value = k * k * cout / (k * k + cout)

    def again() -> float:
        full = size * size * cout * cin * k * k
        return full / (size * size * cin * k * k + size * size * cin * cout)

    return number(
        f"A {k} × {k} convolution (stride 1, same padding, no bias) from {cin} to {cout} channels"
        f" on {size} × {size} positions is replaced by a depthwise {k} × {k} convolution and a"
        " pointwise 1 × 1 convolution. By which factor does the number of multiplications fall?",
        value, again=again,
        solution=f"Per position: ${k}^2 \\cdot {cin} \\cdot {cout}$ against ${k}^2 \\cdot {cin} +"
        f" {cin} \\cdot {cout}$. The ratio is {value:.3f}.",
        mistakes=[
            (float(cout), "The pointwise part costs as well."),
            (float(k * k), "The depthwise part costs as well; that is only the limit of many"
             " channels."),
            (1 / value, "That is the share that remains."),
        ],
    )  # fmt: skip


@question("attention-by-hand", "Scaled dot-product attention", ATTENTION, skill="compute",
          minutes=5)  # fmt: skip
def by_hand(rng: Rng) -> Variant:
    """The output of one query over three keys, the last masked or not."""
    while True:
        q, keys = rng.integers(-2, 4, 4), rng.integers(-2, 3, (3, 4))
        values = rng.integers(-5, 12, 3)
        masked = bool(rng.integers(2))
        n = 2 if masked else 3
        scores = keys @ q
        if len(set(scores.tolist())) == 3 and np.ptp(scores[:n]) <= 6 and \
                len(set(values.tolist())) == 3:  # fmt: skip
            break

    def mix(s: NDArray[Any]) -> float:
        w = np.exp(s - s.max())
        return float(w @ values[: len(s)] / w.sum())

    value = mix(scores[:n] / 2)

    def again() -> float:
        # one key at a time with a running sum, as in streaming attention
        top, total = 0.0, 0.0
        for at in range(n):
            weight = math.exp(sum(int(a) * int(b) for a, b in zip(q, keys[at], strict=True)) / 2)
            total += weight
            top += weight / total * (float(values[at]) - top)
        return top

    mask = " The third position lies in the future and is masked." if masked else ""
    rows = [[at + 1, "(" + ", ".join(map(str, keys[at])) + ")", values[at]] for at in range(3)]
    return number(
        f"A query $q = ({', '.join(map(str, q))})$ attends by scaled dot products to"
        + table(["position", "key", "value (scalar)"], rows)
        + f"What is the output?{mask} Three decimals.",
        value, again=again, tol=0.0015,
        solution=f"$q \\cdot k = {', '.join(map(str, scores[:n]))}$, divided by $\\sqrt{{4}} = 2$;"
        f" the softmax weights average the values {', '.join(map(str, values[:n]))}:"
        f" {value:.4f}.",
        mistakes=[
            (mix(scores[:n].astype(float)), "Divide the scores by the root of the key dimension."),
            (mix(scores[:n] / 4), "Divide by the root of the dimension, not by the dimension."),
            (mix((scores if masked else scores[:2]) / 2), "A masked position gets weight 0; no"
             " other does."),
            (float(values[int(scores[:n].argmax())]), "Attention is soft: all positions count."),
            (float(scores[:n] @ values[:n]) / 2, "Scores become weights by a softmax."),
        ],
    )  # fmt: skip


@question("attention-cost", "Cost in the length of the sequence", ATTENTION, skill="derive",
          minutes=5, difficulty=0.5)  # fmt: skip
def cost(rng: Rng) -> Variant:
    """The length at which scores cost as much as the projections."""
    d = 64 * int(rng.integers(2, 25))
    n = int(rng.integers(2, 65)) * 64
    value = 2 * n * n * d / (4 * n * d * d + 2 * n * n * d)

    def again() -> float:
        projections = sum(n * d * d for _ in "qkvo")
        heads = d // 64
        mixing = sum(n * 64 * n + n * n * 64 for _ in range(heads))
        return mixing / (mixing + projections)

    return number(
        f"A self-attention layer of width {d} (heads of 64) reads {n} tokens without a mask. Count"
        " the multiplications of the four projections Q, K, V and output and of the two products"
        " with the $n \\times n$ scores. Which share do the two products have? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"Projections: $4nd^2$; scores and their use: $2n^2d$ whatever the number of"
        f" heads. Share: $n/(n + 2d) = {n}/{n + 2 * d} = {value:.4f}$. The two products outweigh"
        " the"
        " projections once $n > 2d$.",
        mistakes=[
            (n * n * d / (4 * n * d * d + n * n * d), "Two products: scores, and scores times"
             " values."),
            (n / (n + d), "There are four projections against two products."),
            (1 - value, "That is the share of the projections."),
            (2 * n * n * 64 / (4 * n * d * d + 2 * n * n * 64), "All heads have to be counted."),
        ],
    )  # fmt: skip


@question("attention-score-variance", "Why scores are scaled", ATTENTION, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def score_variance(rng: Rng) -> Variant:
    """The variance of a scaled score when the components have given variances."""
    d = int(rng.choice([16, 32, 48, 64, 96, 128]))
    a, b, mean = int(rng.integers(1, 6)), int(rng.integers(1, 6)), int(rng.integers(0, 3))
    value = float(a * b + mean**2 * a)

    def again() -> float:
        points = [(q * k, 0.25) for q in (-math.sqrt(a), math.sqrt(a))
                  for k in (mean - math.sqrt(b), mean + math.sqrt(b))]  # fmt: skip
        first = sum(w * v for v, w in points)
        one = sum(w * (v - first) ** 2 for v, w in points)
        return d * one / math.sqrt(d) ** 2

    return number(
        f"The {d} components of a query are independent with mean 0 and variance {a}; those of a"
        f" key have mean {mean} and variance {b}, independent of the query. What is the variance of"
        f" $q \\cdot k/\\sqrt{{{d}}}$?",
        value, again=again, rel=0.001,
        solution=f"A product has the variance $E[q^2]E[k^2] = {a}({b} + {mean}^2)$; the sum of {d}"
        f" of them divided by $\\sqrt{{{d}}}$ keeps it: {value:g}. Without scaling the variance"
        " grows with the dimension and the softmax saturates.",
        mistakes=[
            (d * value, "That is the variance without scaling."),
            (value / d, "The root of $d$ divides the score, so $d$ divides the variance, once."),
            (float(a * b), "The mean of the key adds to its second moment."),
            (float(a + b + mean**2), "Variances multiply in a product of independent factors."),
        ],
    )  # fmt: skip


@question("transformer-parameters", "Parameters of a block", TRANSFORMER, skill="derive",
          minutes=5)  # fmt: skip
def parameters(rng: Rng) -> Variant:
    """The parameters of a decoder with grouped key/value heads."""
    heads = int(rng.choice([4, 8, 12, 16]))
    d, blocks = heads * 64, int(rng.integers(2, 25))
    kv = int(rng.choice([h for h in (1, 2, 4, heads) if heads % h == 0]))
    wide, vocab = int(rng.choice([2, 3, 4])) * d, int(rng.integers(5, 60)) * 1000
    block = 2 * d * d + 2 * d * kv * 64 + 2 * d * wide
    value = (blocks * block + vocab * d) / 1e6

    def again() -> float:
        shapes = [(d, heads * 64), (d, kv * 64), (d, kv * 64), (heads * 64, d), (d, wide),
                  (wide, d)] * blocks + [(vocab, d)]  # fmt: skip
        return sum(math.prod(s) for s in shapes) / 1e6

    full = 4 * d * d + 2 * d * wide
    return number(
        f"A decoder of {blocks} blocks has width {d}, {heads} query heads of 64, {kv} key/value"
        f" head{'s' * (kv > 1)} of 64 (shared among queries), and a feed-forward layer of width"
        f" {wide} with two"
        f" matrices. The vocabulary has {vocab} tokens; the output shares the embedding matrix. How"
        " many **million** parameters are there without biases, norms and positions? (0.5 %.)",
        value, again=again, digits=4,
        solution=f"Block: Q and output $2d^2$, K and V $2d \\cdot {kv} \\cdot 64$, feed-forward"
        f" $2d \\cdot {wide}$: {block}. Times {blocks}, plus the embedding {vocab * d}:"
        f" {value:.3f} million.",
        mistakes=[
            ((blocks * full + vocab * d) / 1e6, "Keys and values have fewer heads than queries."),
            ((blocks * block + 2 * vocab * d) / 1e6, "The embedding is shared with the output."),
            (blocks * block / 1e6, "The embedding matrix is missing."),
            ((blocks * (block - d * wide) + vocab * d) / 1e6, "The feed-forward layer has two"
             " matrices."),
        ],
    )  # fmt: skip


@question("transformer-cache", "Memory of the key/value cache", TRANSFORMER, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def cache(rng: Rng) -> Variant:
    """The size of a key/value cache in MiB."""
    blocks, heads = int(rng.integers(4, 41)), int(rng.choice([1, 2, 4, 8, 16]))
    width, batch = int(rng.choice([64, 80, 128])), int(rng.integers(1, 17))
    tokens, size = int(rng.integers(1, 33)) * 256, int(rng.choice([1, 2, 4]))
    value = 2 * blocks * heads * width * tokens * batch * size / 2**20

    def again() -> float:
        each = np.zeros((2, blocks), dtype=f"f{size}" if size > 1 else "i1").nbytes
        return each * heads * width * tokens * batch / 1024 / 1024

    return number(
        f"A decoder has {blocks} blocks with {heads} key/value head{'s' * (heads > 1)} of width"
        f" {width} and keeps keys and values of {tokens} tokens for {batch}"
        f" sequence{'s' * (batch > 1)}, {size} byte{'s' * (size > 1)} a number. How many MiB"
        " ($2^{20}$ bytes) does the cache take?",
        value, again=again,
        solution=f"$2 \\cdot {blocks} \\cdot {heads} \\cdot {width} \\cdot {tokens} \\cdot {batch}"
        f" \\cdot {size}$ bytes $= {value:.3f}$ MiB: linear in length, blocks and batch.",
        mistakes=[
            (value / 2, "Both keys and values are kept."),
            (value / blocks, "Every block has its own cache."),
            (value / batch, "Every sequence has its own cache."),
            (value * 2**20 / 1e6, "That is in megabytes of $10^6$ bytes."),
        ],
    )  # fmt: skip


@question("transformer-visible-pairs", "Which tokens see which", TRANSFORMER, skill="derive",
          minutes=4, difficulty=0.5)  # fmt: skip
def visible_pairs(rng: Rng) -> Variant:
    """The number of unmasked scores with a prefix, a window and packed documents."""
    parts = [int(v) for v in rng.integers(5, 40, int(rng.integers(2, 4)))]
    window = int(rng.integers(3, 20))
    value = sum(min(i + 1, window) for n in parts for i in range(n))

    def again() -> int:
        doc = np.repeat(np.arange(len(parts)), parts)
        at = np.arange(sum(parts))
        gap = at[:, None] - at
        return int(((doc[:, None] == doc) & (gap >= 0) & (gap < window)).sum())

    total = sum(parts)
    return number(
        f"Documents of {', '.join(map(str, parts))} tokens are packed into one sequence. Attention"
        " is causal, never crosses documents, and each token sees at most the last"
        f" {window} tokens including itself. How many query-key pairs remain unmasked?",
        value, again=again, tol=0, rel=0,
        solution=f"Token $i$ of a document sees $\\min(i, {window})$ tokens. Summed over each"
        f" document and added: {value} of {total**2}.",
        mistakes=[
            (sum(min(i + 1, window) for i in range(total)), "Tokens must not see the document"
             " before theirs."),
            (sum(n * (n + 1) // 2 for n in parts), "The window cuts off far tokens."),
            (total * (total + 1) // 2, "That is causal attention over the whole sequence."),
            (sum(min(i, window) for n in parts for i in range(n)), "A token sees itself."),
        ],
    )  # fmt: skip
