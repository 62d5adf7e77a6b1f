"""Gradient descent, its stochastic variant, and Newton's method."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import mat, table, terms, vec
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

DESCENT = "gradient-descent"
STOCHASTIC = "stochastic-gradient-descent"
NEWTON = "newton-methods"


@question("descent-largest-step", "The largest stable step", DESCENT, skill="derive", minutes=4)
def largest_step(rng: Rng) -> Variant:
    """The step size above which gradient descent on a least-squares loss diverges."""
    while True:
        x = rng.integers(-4, 5, (3, 2))
        gram = x.T @ x
        if gram[0, 1] and np.linalg.det(gram) > 3:
            break
    most = float(np.linalg.eigvalsh(gram)[-1])
    value = 3 / most  # the loss is ||Xw - y||^2 / 3, with Hessian 2 G / 3

    def again() -> float:
        low, high = 0.0, 10.0
        for _ in range(60):
            step = (low + high) / 2
            shrink = np.linalg.eigvals(np.eye(2) - step * 2 / 3 * gram)
            low, high = (step, high) if np.abs(shrink).max() < 1 else (low, step)
        return low

    return number(
        "Gradient descent with a fixed step $\\eta$ minimises the mean squared error $\\frac13"
        f" \\|Xw - y\\|^2$ for $X = {mat(x)}$. Below which $\\eta$ does it converge from every"
        " start"
        " (three significant digits)?",
        value, again=again, rel=0.006,
        solution=f"The Hessian is $\\frac23 X^\\top X$ with $X^\\top X = {mat(gram)}$, whose"
        " largest"
        f" eigenvalue is {most:.4f}. Converges for $\\eta < 2/L$ with $L = \\frac23 \\cdot"
        f" {most:.4f}$, that is $\\eta < {value:.4f}$.",
        mistakes=[
            (value / 2, "That is $1/L$, a safe step; the limit is $2/L$."),
            (2 / most, "The Hessian of the mean squared error is $\\frac23 X^\\top X$."),
            (3 / float(np.linalg.eigvalsh(gram)[0]), "The largest eigenvalue limits the step."),
            (3 / float(np.trace(gram)), "The trace gives a step that is safe but not the limit."),
        ],
    )  # fmt: skip


@question("descent-two-steps", "Two steps by hand", DESCENT, skill="compute", minutes=4,
          difficulty=-0.2)  # fmt: skip
def two_steps(rng: Rng) -> Variant:
    """Two steps of gradient descent on a quadratic with a linear term."""
    a, b = (int(v) for v in rng.choice([1, 2, 3, 4, 5], 2, replace=False))
    c = int(rng.integers(-6, 7))
    eta = float(rng.choice([0.05, 0.1, 0.2]))
    x, y = (int(v) for v in rng.choice([-4, -3, -2, 1, 2, 3, 4], 2))
    points = [(float(x), float(y))]
    for _ in range(2):
        u, v = points[-1]
        points.append((u - eta * (2 * a * u + c), v - eta * 2 * b * v))

    def again() -> list[float]:
        best = -c / (2 * a)
        return [best + (x - best) * (1 - 2 * a * eta) ** 2, y * (1 - 2 * b * eta) ** 2]

    far = [points[0][0] - 2 * eta * (2 * a * x + c), y - 2 * eta * 2 * b * y]
    return matrix(
        f"Run two steps of gradient descent with step {eta:g} on $f(x, y) ="
        f" {terms((a, b, c), ('x^2', 'y^2', 'x'))}$ from $({x}, {y})$. Where does it arrive (three"
        " decimals)?",
        list(points[2]), again=again, tol=0.0011, digits=6,
        solution=f"$\\nabla f = ({terms((2 * a, c), ('x', ''))}, {2 * b}y)$. First step to"
        f" $({points[1][0]:.4f}, {points[1][1]:.4f})$, second to"
        f" $({points[2][0]:.4f}, {points[2][1]:.4f})$.",
        mistakes=[
            (list(points[1]), "That is the point after one step."),
            (far, "The gradient must be computed again at the new point."),
            ([2 * points[0][0] - points[2][0], 2 * points[0][1] - points[2][1]],
             "Steps go against the gradient."),
            ([x * (1 - 2 * a * eta) ** 2, points[2][1]], "The linear term belongs to the"
             " gradient."),
        ],
    )  # fmt: skip


@question("descent-diagnose-run", "What ails this run", DESCENT, skill="diagnose", minutes=3,
          difficulty=0.2)  # fmt: skip
def diagnose_run(rng: Rng) -> Variant:
    """Divergence, zig-zag, stalling or health, read from a table of iterates."""
    kind = int(rng.integers(0, 4))
    steep, flat = float(rng.choice([20, 30, 40, 50])), float(rng.choice([0.2, 0.3, 0.5]))
    if kind == 3:
        flat = steep / float(rng.choice([1.5, 2, 2.5]))
    product = {0: (2.1, 2.5), 1: (1.8, 1.97), 2: (0.02, 0.08), 3: (0.5, 0.9)}[kind]
    eta = float(np.round(rng.uniform(*product) / steep, 5))
    x, y = float(rng.integers(2, 6)), float(rng.integers(2, 6))
    at = [0, 1, 2, 3, 10, 11]
    xs, ys = [x * (1 - eta * steep) ** k for k in at], [y * (1 - eta * flat) ** k for k in at]
    names = [
        "the step is too large for the steep direction: it diverges; lower it below $2/L$",
        "it zig-zags across the steep direction while the flat one creeps; rescale or precondition",
        "the step is far below the limit: both directions creep; raise the step many times over",
        "nothing is wrong: both coordinates shrink quickly; keep the step",
    ]
    said = [
        "Divergence would show in coordinates that grow from step to step.",
        "Zig-zag shows in a coordinate that changes its sign at each step while it shrinks.",
        "If the step were far too small, no coordinate would change much in the first steps.",
        "Look at rows 10 and 11: not both coordinates are close to zero there.",
    ]

    def again() -> str:
        if abs(xs[1]) > abs(xs[0]):
            return names[0]
        if xs[1] * xs[0] < 0:
            return names[1]
        return names[2] if abs(xs[4]) > 0.2 * abs(xs[0]) else names[3]

    rows = [[k, f"{u:.4g}", f"{v:.4g}"] for k, u, v in zip(at, xs, ys, strict=True)]
    return choose(
        rng,
        f"Gradient descent with step {eta:g} on a quadratic with minimum at the origin gave these"
        f" iterates (coordinates along the Hessian's axes).{table(['step', 'u', 'v'], rows)}What is"
        " the diagnosis?",
        names[kind], [(names[k], said[k]) for k in range(4) if k != kind], again=again,
        solution=f"From one step to the next $u$ is multiplied by {1 - eta * steep:.3f} and $v$ by"
        f" {1 - eta * flat:.3f}. A factor beyond 1 in size diverges, one near -1 zig-zags, one near"
        f" 1 creeps. Hence: {names[kind]}.",
    )  # fmt: skip


@question("sgd-minibatch-variance", "Noise of a mini-batch", STOCHASTIC, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def minibatch_variance(rng: Rng) -> Variant:
    """The variance of a mini-batch gradient drawn without replacement from five examples."""
    while True:
        g = [int(v) for v in rng.integers(-9, 10, 5)]
        if len(set(g)) > 3:
            break
    size = int(rng.integers(2, 5))
    var = float(np.var(g))
    value = var / size * (5 - size) / 4

    def again() -> float:
        import itertools  # noqa: PLC0415 - only for the proof

        means = [float(np.mean(batch)) for batch in itertools.combinations(g, size)]
        return float(np.var(means))

    return number(
        f"The per-example gradients of one weight are {', '.join(map(str, g))}. A batch of {size}"
        " is drawn without replacement and averaged. What is the variance of this estimate of the"
        " full gradient (two decimals)?",
        value, again=again, tol=0.006,
        solution=f"The five gradients have variance $\\sigma^2 = {var:.3f}$ (divided by 5). Without"
        f" replacement the mean of {size} has variance $\\frac{{\\sigma^2}}{{B}} \\cdot"
        f" \\frac{{n - B}}{{n - 1}} = {var:.3f}/{size} \\cdot {5 - size}/4 = {value:.3f}$.",
        mistakes=[
            (var / size, "That is sampling with replacement; here examples cannot repeat."),
            (var, "Averaging a batch lowers the variance of a single example."),
            (math.sqrt(value), "That is the standard deviation."),
            (var / size * (5 - size) / 5, "The correction is (n - B)/(n - 1)."),
        ],
    )  # fmt: skip


@question("sgd-one-step", "A mini-batch step", STOCHASTIC, skill="compute", minutes=4)
def one_step(rng: Rng) -> Variant:
    """One mini-batch step for a line fitted with squared error."""
    x, y = rng.choice([-3, -2, -1, 1, 2, 3, 4], 3), rng.integers(-5, 9, 3)
    w, b = int(rng.integers(-2, 4)), int(rng.integers(-2, 3))
    eta = float(rng.choice([0.01, 0.02, 0.05, 0.1]))
    error = w * x + b - y
    while not (error @ x) or not error.sum():
        y = rng.integers(-5, 9, 3)
        error = w * x + b - y
    gw, gb = 2 * float(error @ x) / 3, 2 * float(error.sum()) / 3
    value = [w - eta * gw, b - eta * gb]

    def again() -> list[float]:
        def loss(p: float, q: float) -> float:
            return float(np.mean((p * x + q - y) ** 2))

        return [w - eta * (loss(w + 1, b) - loss(w - 1, b)) / 2,
                b - eta * (loss(w, b + 1) - loss(w, b - 1)) / 2]  # fmt: skip

    rows = [["y", *y.tolist()]]
    return matrix(
        f"A mini-batch:{table(['x', *x.tolist()], rows)}The model is $\\hat y = wx + b$, the loss"
        f" the mean of $(\\hat y - y)^2$ over the batch. From $w = {w}$, $b = {b}$, give $(w, b)$"
        f" after one step with rate {eta:g} (three decimals).",
        value, again=again, tol=0.0011, digits=6,
        solution=f"Errors $\\hat y - y$ are {vec(error)}. $\\partial_w = \\frac23 \\sum e_i x_i ="
        f" {gw:.4f}$, $\\partial_b = \\frac23 \\sum e_i = {gb:.4f}$; subtract {eta:g} times each.",
        mistakes=[
            ([w - 3 * eta * gw, b - 3 * eta * gb], "Divide by the batch size: the loss is a mean."),
            ([w - eta * gw / 2, b - eta * gb / 2], "The square contributes a factor two."),
            ([w + eta * gw, b + eta * gb], "Steps go against the gradient."),
            ([w - eta * gw, float(b)], "The intercept is updated as well."),
        ],
    )  # fmt: skip


@question("sgd-noise-floor", "Noise floor of constant-step SGD", STOCHASTIC, skill="derive",
          minutes=5, difficulty=0.8)  # fmt: skip
def noise_floor(rng: Rng) -> Variant:
    """The stationary variance of SGD on a quadratic with noisy gradients."""
    h, eta = float(rng.choice([0.5, 1, 2, 4])), float(rng.choice([0.05, 0.1, 0.2, 0.25]))
    s, batch = float(rng.choice([2, 3, 4, 6, 8])), int(rng.choice([2, 4, 8, 16, 32]))
    noise = s * s / batch
    value = eta * noise / (h * (2 - eta * h))

    def again() -> float:
        now = 0.0
        for _ in range(4000):
            now = (1 - eta * h) ** 2 * now + eta**2 * noise
        return now

    return number(
        f"SGD with constant step {eta:g} minimises $\\frac{{{h:g}}}{{2}} w^2$; the"
        f" gradient noise of one example has mean 0 and standard deviation {s:g}, and batches hold"
        f" {batch} independent examples. To which value does the variance of $w$ settle?",
        value, again=again, tol=1e-5, digits=7,
        solution=f"$w' = (1 - {eta * h:g})w - {eta:g}\\xi$ with $\\mathrm{{Var}}(\\xi) ="
        f" {s * s:g}/{batch} = {noise:g}$. Stationarity $v = (1 - {eta * h:g})^2 v +"
        f" {eta:g}^2 \\cdot {noise:g}$ gives $v = \\frac{{\\eta \\sigma^2 / B}}{{h(2 - \\eta h)}} ="
        f" {value:.5f}$: proportional to $\\eta/B$ for small steps.",
        mistakes=[
            (eta**2 * noise, "That is the noise of one step; it accumulates over steps."),
            (eta * s * s / (h * (2 - eta * h)), "The batch divides the variance of the noise."),
            (eta * s / batch / (h * (2 - eta * h)), "Variances add, so square the deviation."),
            (0.0, "With a constant step the noise does not die out."),
        ],
    )  # fmt: skip


@question("newton-step-two", "One Newton step", NEWTON, skill="compute", minutes=5)
def step_two(rng: Rng) -> Variant:
    """One Newton step for a function of two variables that is not quadratic."""
    a, b, c = (int(v) for v in rng.integers(1, 5, 3))
    p, q = int(rng.choice([-2, -1, 1, 2])), int(rng.choice([-2, -1, 1, 2]))
    while 12 * a * p * p * 2 * b - c * c < 4:
        a, b = a + 1, b + 1
    gradient = np.array([4 * a * p**3 + c * q, 2 * b * q + c * p])
    hessian = np.array([[12 * a * p * p, c], [c, 2 * b]])
    value = np.array([p, q]) - np.linalg.solve(hessian, gradient)

    def again() -> list[float]:
        def slope(x: float, y: float) -> np.ndarray:
            return np.array([4 * a * x**3 + c * y, 2 * b * y + c * x])

        h = 1e-5
        cols = [(slope(p + h, q) - slope(p - h, q)) / (2 * h),
                (slope(p, q + h) - slope(p, q - h)) / (2 * h)]  # fmt: skip
        (xx, xy), (_, yy) = cols
        g, det = slope(p, q), xx * yy - xy * xy
        return [float(p - (yy * g[0] - xy * g[1]) / det), float(q - (xx * g[1] - xy * g[0]) / det)]

    return matrix(
        f"Minimise $f(x, y) = {terms((a, b, c), ('x^4', 'y^2', 'xy'))}$ with Newton's method. Where"
        f" does one full step from $({p}, {q})$ lead (three decimals or fractions)?",
        value.tolist(), again=again, tol=0.0011, digits=6,
        solution=f"$\\nabla f = {vec(gradient)}$ and $H = {mat(hessian)}$. Solve $H d = \\nabla f$"
        f" and subtract: $({value[0]:.4f}, {value[1]:.4f})$.",
        mistakes=[
            ([p - gradient[0], q - gradient[1]], "That is a gradient step; solve with the"
             " Hessian."),
            ([p - gradient[0] / hessian[0, 0], q - gradient[1] / hessian[1, 1]],
             "The mixed derivative was ignored: solve the whole system."),
            ((2 * np.array([p, q]) - value).tolist(), "Subtract the solution of $Hd = \\nabla f$."),
        ],
    )  # fmt: skip


@question("newton-break-even", "Newton or gradient descent", NEWTON, skill="choose", minutes=4,
          difficulty=0.5)  # fmt: skip
def break_even(rng: Rng) -> Variant:
    """How many iterations of a first-order method cost as much as a Newton run."""
    n, d = int(rng.integers(2, 40)) * 1000, int(rng.choice([20, 50, 100, 200, 300, 500]))
    steps = int(rng.integers(4, 12))
    exact = steps * (2 * n * d + n * d * d + d**3 / 3) / (2 * n * d)
    value = math.floor(exact)

    def again() -> float:
        ratio = 1 + d / 2 + d * d / (6 * n)
        return math.floor(steps * ratio + 1e-9)

    return number(
        f"Logistic regression with {n} rows and {d} features. A gradient costs $2nd$ operations, a"
        f" Hessian another $nd^2$, and solving the Newton system $d^3/3$. Newton needs {steps}"
        " steps. How many whole gradient steps can be taken for at most the same cost?",
        value, again=again, tol=1, rel=0.001,
        solution=f"One Newton step costs $2nd + nd^2 + d^3/3$, which is $1 + d/2 + d^2/(6n) ="
        f" {exact / steps:.3f}$ gradients; {steps} of them cost {exact:.2f} gradients.",
        mistakes=[
            (steps * d, "Put in the given costs: a Hessian is about $d/2$ gradients."),
            (math.floor(steps * (n * d * d + d**3 / 3) / (2 * n * d)),
             "A Newton step needs the gradient too."),
            (math.floor(steps * (1 + d * d / (6 * n))), "Building the Hessian costs most."),
            (math.floor(exact / steps), f"That is one Newton step; it takes {steps}."),
        ],
    )  # fmt: skip


@question("newton-secant-scaling", "Curvature from a quasi-Newton pair", NEWTON, skill="derive",
          minutes=4, difficulty=0.6)  # fmt: skip
def secant_scaling(rng: Rng) -> Variant:
    """The first L-BFGS direction from one pair, by the scaling of the inverse Hessian."""
    while True:
        s = rng.choice([-2, -1, 1, 2, 3], 2)
        y = rng.integers(-4, 9, 2)
        g = rng.choice([-5, -4, -3, -2, 1, 2, 3, 4], 2)
        sy, yy = int(s @ y), int(y @ y)
        if sy > 0 and yy > 0 and yy != sy:
            break
    rho = 1 / sy
    gamma = sy / yy
    alpha = rho * float(s @ g)
    middle = gamma * (g - alpha * y)
    value = -(middle + s * (alpha - rho * float(y @ middle)))

    def again() -> list[float]:
        left = np.eye(2) - rho * np.outer(s, y)
        inverse = gamma * left @ left.T + rho * np.outer(s, s)
        return [float(v) for v in -inverse @ g]

    return matrix(
        f"L-BFGS keeps one pair: the step $s = {vec(s)}$ and the change of gradient $y = {vec(y)}$."
        " It starts the two-loop recursion with $\\gamma I$, $\\gamma = s^\\top y / y^\\top y$."
        " The"
        f" gradient is now $g = {vec(g)}$. What is the search direction $-Hg$ (three decimals)?",
        value.tolist(), again=again, tol=0.0011, digits=6,
        solution=f"$\\rho = 1/{sy}$, $\\alpha = \\rho s^\\top g = {alpha:.4f}$, $q = g - \\alpha"
        " y$,"
        f" $r = \\gamma q$ with $\\gamma = {sy}/{yy}$, $\\beta = \\rho y^\\top r$ and $Hg = r +"
        f" (\\alpha - \\beta)s$; the direction is $({value[0]:.4f}, {value[1]:.4f})$.",
        mistakes=[
            ((-value).tolist(), "The direction goes downhill: take the negative."),
            ((-gamma * g).tolist(), "The pair also corrects the direction, not only the scale."),
            ((-g).tolist(), "That is plain gradient descent; use the pair."),
        ],
    )  # fmt: skip
