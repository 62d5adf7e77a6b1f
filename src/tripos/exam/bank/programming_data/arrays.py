"""Array programming: broadcasting, views and copies, memory."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.programming_data.running import code, ran
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "numpy-vectorisation"


def _broadcast(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """The common shape by numpy's rule, from the right."""
    longest = max(map(len, shapes))
    padded = [(1,) * (longest - len(shape)) + shape for shape in shapes]
    return tuple(max(sizes) for sizes in zip(*padded, strict=True))


@question("numpy-broadcast-shape", "The shape of a broadcast", ABOUT, skill="compute", minutes=3,
          difficulty=0.2)  # fmt: skip
def broadcast_shape(rng: Rng) -> Variant:
    """The shape of an expression with new axes, and how many values it holds."""
    n, m, d = (int(x) for x in rng.choice(range(3, 13), 3, replace=False))
    text, shape, steps = pick(rng, [
        ("A[:, None, :] - B", (n, m, d), f"({n}, 1, {d}) against ({m}, {d})"),
        ("(A[:, None] - B[None]).sum(axis=-1) + w[:, None]", (n, m),
         f"({n}, {m}) after the sum, against ({n}, 1)"),
        ("A[None] * w[:, None]", (1, n, d), f"(1, {n}, {d}) against ({n}, 1)"),
        ("(A @ B.T)[..., None] + s", (n, m, d), f"({n}, {m}, 1) against ({d},)"),
        ("B[:, None] + A[:, 0][:, None]", (m, n, d), f"({m}, 1, {d}) against ({n}, 1)"),
        ("A.mean(axis=0, keepdims=True) - B[:, None]", (m, 1, d),
         f"(1, {d}) against ({m}, 1, {d})"),
        ("w[:, None, None] * B + A[:, None]", (n, m, d),
         f"({n}, 1, 1) against ({m}, {d}), then against ({n}, 1, {d})"),
    ])  # fmt: skip

    def again() -> list[int]:
        made = (
            f"import numpy as np\nA, B = np.ones(({n}, {d})), np.ones(({m}, {d}))\n"
            f"w, s = np.ones({n}), np.ones({d})\nresult = ({text}).shape"
        )
        return list(ran(made, "result"))

    flipped = (shape[1], shape[0], *shape[2:])
    return matrix(
        f"`A` has shape ({n}, {d}), `B` has shape ({m}, {d}), `w` has shape ({n},) and `s` has"
        f" shape ({d},). Write the shape of{code(text)}as numbers with spaces.",
        list(shape), again=again, rel=0, tol=1e-9,
        solution=f"Shapes are aligned from the right, and sizes of 1 are stretched: {steps} gives"
        f" {shape}.",
        mistakes=[
            (list(flipped), "Aligned from the right, the new axis takes the other place: write the"
             " shapes below one another."),
            (list(shape[1:]) if len(shape) > 2 else [*shape, d],
             "Count the axes: `None` adds one, `sum` without keepdims takes one away."),
        ],
    )  # fmt: skip


@question("numpy-view-or-copy", "View or copy", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.4)  # fmt: skip
def view_or_copy(rng: Rng) -> Variant:
    """Whether an in-place change reaches the original array."""
    n, k = int(rng.integers(6, 11)), int(rng.integers(2, 10))
    bound = int(rng.integers(2, n - 2))
    take, view, hit = pick(rng, [
        ("a[::2]", True, -(-n // 2)), (f"a[{bound}:]", True, n - bound),
        (f"a[a >= {bound}]", False, n - bound), ("a[[0, 2, 3]]", False, 3),
        ("a.reshape(-1, 1)", True, n), ("a[1:].copy()", False, n - 1),
        ("a[::-1]", True, n), ("np.flatnonzero(a)", False, n - 1),
    ])  # fmt: skip
    change, moved = pick(
        rng, [("b += {k}", True), ("b = b + {k}", False), ("b[:] = b + {k}", True)]
    )
    program = (
        f"import numpy as np\na = np.arange({n})\nb = {take}\n{change.format(k=k)}\n"
        "total = int(a.sum())"
    )
    plain = n * (n - 1) // 2
    changed = plain + k * hit
    value = changed if view and moved else plain
    kind = "a view of `a`" if view else "a new array"
    how = "changes the memory of `b` in place" if moved else "binds `b` to a new array"
    return number(
        f"What is `total`?{code(program)}",
        value, again=lambda: ran(program, "total"), tol=0, rel=0,
        solution=f"`{take}` gives {kind} (basic slices and reshapes are views where possible, masks"
        f" and index lists copy); the next line {how}. So `a` is"
        f" {'changed in ' + str(hit) + ' places' if value != plain else 'unchanged'}: {value}.",
        mistakes=[
            (changed, "Masks, lists of indices and `copy` make new arrays, and `b = b + ...` binds"
             " a new one: check both lines."),
            (plain, "The slice shares memory with `a`, and the line changes it in place."),
            (plain + k * n, "Only the elements that `b` looks at can change."),
            (plain + k, "Ask first whether `a` changes at all, then in how many places."),
        ],
    )  # fmt: skip


@question("numpy-distance-memory", "Memory of a vectorised distance", ABOUT, skill="compute",
          minutes=4, difficulty=0.5)  # fmt: skip
def distance_memory(rng: Rng) -> Variant:
    """The size of the broadcast difference against the trick with inner products."""
    n, m = int(rng.integers(2, 13)) * 1000, int(rng.integers(2, 9)) * 500
    d = int(pick(rng, [16, 32, 50, 64, 100, 128]))
    kind, size = pick(rng, [("float64", 8), ("float32", 4)])
    value = n * m * d * size / 1e9

    def again() -> float:
        whole = np.broadcast_shapes((n, 1, d), (m, d))
        return float(np.prod(whole)) * np.dtype(kind).itemsize / 10**9

    return number(
        f"`A` has shape ({n}, {d}), `B` has shape ({m}, {d}), both {kind}. How many GB (of"
        " $10^9$ bytes) does the difference alone need that this expression makes on its way?"
        f"{code('((A[:, None, :] - B[None, :, :]) ** 2).sum(axis=2)')}Two decimals.",
        value, again=again, rel=0.01, tol=0.006, unit="GB", digits=2,
        solution=f"The difference has shape ({n}, {m}, {d}): ${n} \\cdot {m} \\cdot {d} \\cdot"
        f" {size}$ bytes are {value:.2f} GB. With $\\|a - b\\|^2 = \\|a\\|^2 + \\|b\\|^2 - 2 a"
        f" \\cdot b$ the largest array has only {n} by {m} entries, {n * m * size / 1e9:.2f} GB.",
        mistakes=[
            (n * m * size / 1e9, "That is the result; the difference still has the axis of the"
             " features."),
            ((n + m) * d * size / 1e9, "Those are the inputs; broadcasting makes every pair."),
            (n * m * d / 1e9, "That counts elements; multiply by the bytes of each."),
            (n * m * d * (12 - size) / 1e9, f"A {kind} takes {size} bytes."),
        ],
    )  # fmt: skip


# A loop, what replaces it, and what looks like it but does not.
_LOOPS = [
    ("out = np.zeros(n)\nfor i in range(n):\n    out[i] = X[i].sum() / X.sum()",
     "X.sum(axis=1) / X.sum()",
     [("X.sum(axis=0) / X.sum()", "Axis 0 runs down the rows: that sums columns."),
      ("X.sum(axis=1) / X.sum(axis=1)", "The denominator is the sum of the whole table."),
      ("(X / X.sum(axis=0)).sum(axis=1)", "That divides by the sums of the columns first.")]),
    ("out = np.zeros(X.shape)\nfor i in range(n):\n    out[i] = X[i] - X[i].mean()",
     "X - X.mean(axis=1, keepdims=True)",
     [("X - X.mean(axis=0)", "That subtracts the means of the columns."),
      ("X - X.mean(axis=1)[None, :]", "Along that axis the row means meet the columns."),
      ("X - X.mean()", "That subtracts one mean from everything.")]),
    ("out = np.zeros(n)\nfor i in range(n):\n    out[i] = X[i] @ X[i]",
     "np.einsum('ij,ij->i', X, X)",
     [("(X @ X).sum(axis=1)", "The matrix product mixes the rows."),
      ("np.einsum('ij,ij->j', X, X)", "The index that is left over is that of the columns."),
      ("X.sum(axis=1) ** 2", "The square of a sum is not the sum of squares.")]),
    ("out = np.zeros(n)\nfor i in range(n):\n    out[i] = X[i, k[i]]",
     "X[np.arange(n), k]",
     [("X[:, k][0]", "`X[:, k]` picks whole columns; this keeps its first row only."),
      ("X[k, np.arange(n)]", "Rows and columns are swapped."),
      ("X[:, k].max(axis=1)", "That takes all the columns in k for each row.")]),
    ("out = np.zeros(n)\nfor i in range(1, n):\n    out[i] = out[i - 1] + X[i, 0] * X[i - 1, 1]",
     "np.r_[0, np.cumsum(X[1:, 0] * X[:-1, 1])]",
     [("np.r_[0, X[1:, 0] * X[:-1, 1]]", "The loop adds to what came before: a running sum."),
      ("np.cumsum(X[:, 0] * X[:, 1])", "The second factor comes from the row before."),
      ("np.r_[0, np.cumsum(X[:-1, 0] * X[1:, 1])]", "The shift is on the wrong factor.")]),
    ("out = np.zeros(n)\nfor i in range(n):\n    for j in range(n):\n"
     "        out[i] += X[j, 0] < X[i, 0]",
     "(X[:, 0] < X[:, 0][:, None]).sum(axis=1)",
     [("(X[:, 0] < X[:, 0][:, None]).sum(axis=0)", "That counts the larger ones instead."),
      ("np.argsort(X[:, 0])", "That lists who is at each rank, not the rank of each."),
      ("(X[:, 0] > X[:, 0][:, None]).sum(axis=1)", "The comparison is the other way round.")]),
]  # fmt: skip


@question("numpy-loop-replaced", "Replace the loop", ABOUT, skill="choose", minutes=3,
          difficulty=0.3)  # fmt: skip
def loop_replaced(rng: Rng) -> Variant:
    """Which expression computes what a loop computes; decided by running both."""
    loop, right, wrong = pick(rng, _LOOPS)
    texts = [right, *(text for text, _ in wrong)]
    while True:
        n = int(rng.integers(4, 7))
        cells = [[int(x) for x in row] for row in rng.permutation(n * n).reshape(n, n) + 1]
        k = [int(x) for x in rng.permutation(n)]
        start = f"import numpy as np\nn = {n}\nX = np.array({cells})\nk = np.array({k})\n"
        outs = [ran(f"{start}out = {text}", "out") for text in texts[1:]]
        if not any(np.array_equal(out, ran(start + loop, "out")) for out in outs):
            break

    def again() -> str:
        # another table of the same shape: its entries' order is the same, their sizes are not
        other = start + "X = X ** 2 + X\n"
        wanted = ran(other + loop, "out")
        apart = [float(np.abs(np.subtract(ran(f"{other}out = {text}", "out"), wanted)).max())
                 for text in texts]  # fmt: skip
        return f"`{texts[int(np.argmin(apart))]}`"

    return choose(
        rng,
        f"`X` is a table of {n} rows and {n} columns without equal entries"
        f"{', `k` an array of ' + str(n) + ' column numbers' if 'k[' in loop else ''}; `n = {n}`."
        f" Which expression gives the same as `out` here?{code(loop)}",
        f"`{right}`", [(f"`{text}`", said) for text, said in wrong], again=again,
        solution=f"Name the axis that the loop runs over and the one that it sums or keeps:"
        f" `{right}` does the same for all rows at once.",
    )  # fmt: skip
