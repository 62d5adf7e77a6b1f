"""Containers and infrastructure as code: layers, images, limits and plans."""

from __future__ import annotations

import itertools

import numpy as np

from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "containers"


@question("containers-layer-cache", "What a rebuild costs", ABOUT, skill="diagnose", minutes=4,
          difficulty=0.2)  # fmt: skip
def layer_cache(rng: Rng) -> Variant:
    """The time of a rebuild after one file changed, under the layer cache."""
    seconds = {
        "FROM python:3.11-slim": 0,
        "RUN apt-get update && apt-get install -y libgomp1": int(rng.integers(15, 50)),
        "COPY requirements.txt .": 1, "COPY . .": int(rng.integers(2, 8)),
        "RUN pip install -r requirements.txt": int(rng.integers(60, 300)),
        "RUN python download_weights.py": int(rng.integers(40, 200)),
    }  # fmt: skip
    start, apt, req, code, pip, weights = seconds
    orders = [
        [start, code, apt, pip, weights],
        [start, apt, code, pip, weights],
        [start, apt, req, pip, code, weights],
        [start, req, pip, apt, code, weights],
    ]
    lines = orders[int(rng.integers(4))]
    changed = str(rng.choice(["train.py", "requirements.txt"]))
    sees = {code, req} if changed == "requirements.txt" else {code}
    first = min(at for at, line in enumerate(lines) if line in sees)
    value = sum(seconds[line] for line in lines[first:])

    def again() -> int:
        cached, spent = True, 0
        for line in lines:
            copies = line.startswith("COPY")
            touched = copies and (line == "COPY . ." or changed in line)
            cached = cached and not touched
            spent += 0 if cached else seconds[line]
        return spent

    listing = "\n".join(f"| `{line}` | {seconds[line]} |" for line in lines)
    own = sum(seconds[line] for line in lines if line in sees)
    return number(
        f"A Dockerfile, with the seconds each step takes when it runs:\n\n| step | s |\n|---|---|\n"
        f"{listing}\n\nThe image was built before on this machine; since then only `{changed}` has"
        " changed. How many seconds does the rebuild take (a cached step takes none)?",
        value, again=again, tol=0, rel=0, unit="s",
        solution=f"The first step whose input changed is `{lines[first]}`; it and all later steps"
        f" run again: {value} s. What changes seldom belongs first.",
        mistakes=[
            (own, "A step that runs again makes all later layers invalid too."),
            (sum(seconds[line] for line in lines), "The steps before the first change come from the"
             " cache."),
            (value - seconds[lines[first]], "The copying step itself runs again as well."),
            (sum(seconds[line] for line in lines[first:] if line != weights), "The last step's"
             " text is unchanged, but the layer below it is new: it runs again."),
        ],
    )  # fmt: skip


@question("containers-image-size", "The size of an image", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def image_size(rng: Rng) -> Variant:
    """The size pushed when files are deleted in a later layer, or left in a build stage."""
    base, tools = int(rng.integers(40, 130)), int(rng.integers(150, 400))
    wheels, data = int(rng.integers(80, 600)), int(rng.integers(100, 900))
    code = int(rng.integers(2, 20))
    staged = bool(rng.integers(2))
    if staged:
        text = (f"Stage `build` starts from a base of {base} MB, installs compilers ({tools} MB),"
                f" builds packages ({wheels} MB in /opt/venv) and downloads test data ({data} MB)."
                " The final stage starts from the same base, copies /opt/venv from `build` and"
                f" adds the code ({code} MB).")  # fmt: skip
        value = base + wheels + code
    else:
        text = (f"The base has {base} MB. Step 1 installs compilers ({tools} MB), step 2 packages"
                f" ({wheels} MB), step 3 downloads test data ({data} MB), step 4 removes compilers"
                f" and test data with `rm`, step 5 copies the code ({code} MB). Each step is a"
                " layer of its own.")  # fmt: skip
        value = base + tools + wheels + data + code

    def again() -> int:
        layers = [base, tools, wheels, data, 0, code]  # removing adds an empty layer
        if staged:
            layers = [size for at, size in enumerate(layers) if at not in (1, 3)]
        return sum(layers)

    visible = base + wheels + code
    everything = base + tools + wheels + data + code
    return number(
        f"{text} How many MB is the final image, uncompressed?",
        value, again=again, tol=0, rel=0, unit="MB",
        solution=("Only what the final stage holds is shipped: base, packages and code"
                  if staged else "Layers only add: a file removed in a later layer stays in the"
                  " earlier one") + f". Sum: {value} MB.",
        mistakes=[
            (visible, "`rm` in a later layer hides files but does not shrink the image: remove them"
             " in the same step or use a second stage."),
            (everything, "What the build stage installed and downloaded is not part of the final"
             " image unless it is copied."),
            (value - base, "The base image counts as well."),
            (value + base, "The base of the build stage is not shipped a second time."),
        ],
    )  # fmt: skip


@question("containers-plan", "What an infrastructure plan does", ABOUT, skill="read", minutes=5,
          difficulty=0.4)  # fmt: skip
def plan(rng: Rng) -> Variant:
    """Count the resources that a declarative tool creates, changes in place and destroys."""
    names = ["bucket", "queue", "api_vm", "gpu_vm", "database", "dashboard"]
    while True:
        size = {name: int(rng.integers(1, 5)) for name in names}
        real = {name: size[name] for name in names if rng.random() < 0.75}
        want = {name: size[name] + int(rng.choice([0, 0, 1])) for name in names
                if rng.random() < 0.75}  # fmt: skip
        hand = [name for name in real if name in want and rng.random() < 0.3]
        for name in hand:
            real[name] += 2
        add = sum(name not in real for name in want)
        change = sum(name in real and real[name] != want[name] for name in want)
        gone = sum(name not in want for name in real)
        if min(add, change, gone) >= 1 and hand and len({add, change, gone}) >= 2:
            break

    def again() -> list[int]:
        both = set(real) & set(want)
        same = len(set(real.items()) & set(want.items()))
        return [len(want) - len(both), len(both) - same, len(real) - len(both)]

    blind = sum(name in real and real[name] != want[name] and name not in hand for name in want)
    rows = "\n".join(
        f"| {name} | {real.get(name, '-')} | {want.get(name, '-')} |" for name in names
    )
    edited = ", ".join(hand)
    return matrix(
        "Infrastructure is declared in code; the tool refreshes its state from the cloud before it"
        " plans, and it manages everything listed here. Sizes (a change of size is made in"
        f" place):\n\n| resource | in the cloud now | declared |\n|---|---|---|\n{rows}\n\nIn"
        f" the cloud, {edited} {'was' if len(hand) == 1 else 'were'} resized by hand last week. How"
        " many resources does applying the plan add, change and destroy? Write three numbers.",
        [add, change, gone], again=again, tol=0, rel=0,
        solution=f"Declared but absent: {add} added. Present in both with another size: {change}"
        f" changed, among them what was edited by hand, which is set back. Present but no longer"
        f" declared: {gone} destroyed.",
        mistakes=[
            ([add, blind, gone], "Changes by hand are drift from the declared state: the plan"
             " reverts them too."),
            ([add, change, 0], "A managed resource that is no longer declared is destroyed."),
            ([gone, change, add], "The columns were confused: what is declared and absent is"
             " added."),
            ([add + change, 0, gone + change], "A change of size is made in place, not by"
             " replacement."),
        ],
    )  # fmt: skip


@question("containers-memory-workers", "Workers within a memory limit", ABOUT, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def workers(rng: Rng) -> Variant:
    """How many worker processes fit a memory limit, with weights shared or not."""
    while True:
        limit = int(rng.choice([4, 6, 8, 12, 16])) * 1024
        weights, each = int(rng.integers(4, 24)) * 50, int(rng.integers(3, 16)) * 50
        peak = int(rng.integers(2, 10)) * 50
        shared = bool(rng.integers(2))
        own = each + peak + (0 if shared else weights)
        room = limit * 0.9 - (weights if shared else 0)
        value = int(room // own)
        if 2 <= value <= 20 and 0.05 < room / own % 1 < 0.95:
            break

    def again() -> int:
        fits = [n for n in itertools.takewhile(lambda n: n < 200, itertools.count(1))
                if np.sum([weights] * (1 if shared else n)) + n * (each + peak)
                <= 0.9 * limit]  # fmt: skip
        return max(fits)

    how = ("loaded once before the workers fork, and never written to, so that all share them"
           if shared else "loaded by each worker after the fork")  # fmt: skip
    return number(
        f"A container has a memory limit of {limit} MiB. A worker process needs {each} MiB for"
        f" itself and up to {peak} MiB more while it handles a request; the weights take {weights}"
        f" MiB, {how}. All workers can be busy at once. At most 90 % of the limit may be used, so"
        " that the kernel never kills the container. How many workers fit?",
        value, again=again, tol=0, rel=0,
        solution=f"90 % of the limit is {0.9 * limit:.1f} MiB. "
        + (f"The shared weights leave {room:.1f} MiB" if shared
           else "Each worker holds the weights itself")
        + f"; a worker takes {own} MiB at its peak: {room / own:.2f}, rounded down {value}.",
        mistakes=[
            (int((limit * 0.9 - (weights if shared else 0)) // (own - peak)), "All workers can be"
             " at their peak at once: plan for it."),
            (int(limit * 0.9 // (each + peak + weights)) if shared else
             int((limit * 0.9 - weights) // (each + peak)),
             "Shared pages count once; weights loaded after the fork count in each worker."),
            (int((limit - (weights if shared else 0)) // own), "Leave the margin of 10 %."),
            (value + 1, "Round down: the last of these workers would exceed the limit."),
        ],
    )  # fmt: skip
