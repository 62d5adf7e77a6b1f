"""Model registry and lineage: what served a prediction, and what depends on what."""

from __future__ import annotations

from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "model-registry"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@question("registry-which-version", "Which version made a prediction", ABOUT, skill="read",
          minutes=4, difficulty=0.2)  # fmt: skip
def which_version(rng: Rng) -> Variant:
    """Trace a prediction through deployments, a canary split and a rollback."""
    base = int(rng.integers(10, 40))
    times = sorted(int(x) for x in rng.choice(range(8 * 60, 20 * 60, 7), 4, replace=False))
    share = int(rng.choice([5, 10, 20, 25]))
    a, b, c = f"v{base}", f"v{base + 1}", f"v{base + 2}"
    events = [
        (times[0], f"{a} serves all traffic"),
        (times[1], f"canary: {b} serves users with hash(user) mod 100 < {share}, {a} the others"),
        (times[2], f"rollback: canary ended, {a} serves all traffic"),
        (times[3], f"{c} (the repaired {b}, retrained) serves all traffic"),
    ]
    phase = int(rng.integers(4))
    end = times[phase + 1] if phase < 3 else 22 * 60
    asked = int(rng.integers(times[phase] + 1, end))
    bucket = int(rng.integers(0, 2 * share)) if phase == 1 else int(rng.integers(0, share))
    by_phase = [a, b if bucket < share else a, a, c]
    right = by_phase[phase]

    def again() -> str:
        if times[1] <= asked < times[2] and bucket < share:
            return b
        return c if asked >= times[3] else a

    log = "\n".join(f"| {_clock(minute)} | {text} |" for minute, text in events)
    said = {
        a: "Follow the log up to the time of the prediction and apply the rule of that phase.",
        b: f"{b} served only buckets below {share}, and only between {_clock(times[1])} and"
        f" {_clock(times[2])}.",
        c: f"{c} was deployed at {_clock(times[3])}: compare with the time of the prediction.",
    }
    wrong = [(name, said[name]) for name in (a, b, c) if name != right]
    wrong.append(("it cannot be told from these records", "Time and bucket of the prediction"
                  " together name one version."))  # fmt: skip
    return choose(
        rng,
        f"Deployment log of a day:\n\n| time | event |\n|---|---|\n{log}\n\nA customer complains"
        f" about a prediction made at {_clock(asked)}; its log line holds hash(user) mod 100 ="
        f" {bucket}, but the version field was left empty. Which version made it?",
        right, wrong, again=again,
        solution=f"The last event before {_clock(asked)} is that of {_clock(times[phase])}:"
        f" {events[phase][1]}. With bucket {bucket} that is {right}. Log the version with each"
        " prediction instead.",
    )  # fmt: skip


_NODES = ("raw_a", "raw_b", "labels", "feat_1", "feat_2", "train_1", "train_2", "model_1",
          "model_2", "model_3")  # fmt: skip


@question("registry-tainted", "What a corrupted table taints", ABOUT, skill="read", minutes=4,
          difficulty=0.3)  # fmt: skip
def tainted(rng: Rng) -> Variant:
    """Which artefacts depend on a corrupted version, by lineage."""
    while True:
        edges = [("raw_a", "feat_1"), ("labels", "train_1"), ("labels", "train_2"),
                 ("train_1", "model_1"), ("train_2", "model_2")]  # fmt: skip
        edges.append(("raw_b", str(rng.choice(["feat_1", "feat_2"]))))
        edges.append((str(rng.choice(["raw_a", "raw_b", "feat_1"])), "feat_2"))
        edges.append(("feat_1", "train_1"))
        edges.append((str(rng.choice(["feat_2", "feat_1", "raw_b"])), "train_2"))
        edges.append((str(rng.choice(["train_1", "train_2", "model_1"])), "model_3"))
        edges = sorted(set(edges))
        source = str(rng.choice(["raw_a", "raw_b", "feat_1", "feat_2", "train_1"]))
        hit = {source}
        for _ in range(5):
            hit |= {b for a, b in edges if a in hit}
        others = [name for name in _NODES if name not in (source, "labels")]
        shown = [others[at] for at in sorted(rng.choice(len(others), 6, replace=False))]
        if 3 <= len(hit) <= 6 and 1 <= sum(name in hit for name in shown) <= 5:
            break

    def again() -> list[str]:
        def depends(name: str) -> bool:
            return name == source or any(depends(a) for a, b in edges if b == name)

        return [name for name in shown if depends(name)]

    listed = ", ".join(f"{a} → {b}" for a, b in edges)
    return choose_all(
        rng,
        f"The registry's lineage (made from → made): {listed}. The version of {source} used in all"
        " of this turns out to be corrupted. Which of these must be rebuilt once it is repaired?",
        [(name, name in hit, f"{name}: follow its inputs back; "
          + (f"they lead to {source}." if name in hit else f"none of them leads to {source}."))
         for name in shown],
        again=again,
        solution=f"All that is reachable from {source} along the arrows: "
        + ", ".join(sorted(hit - {source})) + ". What it was made from is not affected.",
    )  # fmt: skip


@question("registry-rollback-target", "The version to roll back to", ABOUT, skill="choose",
          minutes=3, difficulty=0.3)  # fmt: skip
def rollback(rng: Rng) -> Variant:
    """The newest earlier version that the serving environment and features still support."""
    top = int(rng.integers(12, 40))
    schema = int(rng.integers(4, 9))
    rows: list[tuple[int, int, str, str]] = []
    for back in range(1, 6):
        rows.append((top - back, schema - (back > 2 and bool(rng.random() < 0.4)),
                     "approved", "passed"))  # fmt: skip
    flaws = [int(x) for x in rng.permutation(3)]
    spoiled = int(rng.integers(1, 4))
    for at, flaw in zip(range(spoiled), flaws, strict=False):
        version, needs, stage, check = rows[at]
        rows[at] = (version, needs - 1 if flaw == 0 else needs,
                    "archived" if flaw == 1 else stage,
                    "failed" if flaw == 2 else check)  # fmt: skip
    version, _, stage, check = rows[spoiled]
    rows[spoiled] = (version, schema, stage, check)
    right = f"v{version}"
    table = "\n".join(f"| v{v} | {n} | {s} | {c} |" for v, n, s, c in rows)

    def again() -> str:
        fine = [v for v, n, s, c in rows if (n, s, c) == (schema, "approved", "passed")]
        return f"v{max(fine)}"

    wrong = []
    for v, n, s, c in rows:
        if f"v{v}" != right:
            why = "It would do, but a newer version meets all conditions too."
            if n != schema:
                why = f"It needs feature schema {n}; the store serves only {schema} now."
            elif s != "approved":
                why = "Its stage is archived: it was taken out of approval."
            elif c != "passed":
                why = "Its slice evaluation failed."
            wrong.append((f"v{v}", why))
    return choose(
        rng,
        f"v{top} misbehaves in production. The feature store serves schema"
        f" {schema} only. Policy: roll back to the newest version that is approved, passed the"
        " slice evaluation and reads the present schema.\n\n| version | feature schema | stage |"
        f" slice evaluation |\n|---|---|---|---|\n{table}\n\nWhich one?",
        right, wrong, again=again,
        solution=f"Go down the list and take the first version with schema {schema}, approved and"
        f" passed: {right}.",
    )  # fmt: skip


@question("registry-reproduce-count", "Models that can still be rebuilt", ABOUT, skill="read",
          minutes=3, difficulty=0.1)  # fmt: skip
def rebuildable(rng: Rng) -> Variant:
    """Count the entries whose data and environment still exist."""
    keep_days = int(rng.choice([60, 90, 180, 365]))
    while True:
        rows = []
        for n in range(6):
            age = int(rng.integers(10, 2 * keep_days))
            pinned = bool(rng.random() < 0.4)
            data = str(rng.choice(["snapshot", "query on the live table", "snapshot"]))
            image = str(rng.choice(["digest", "tag latest", "digest"]))
            rows.append((f"m{n + 1}", age, data, "yes" if pinned else "no", image))
        named = [row for row in rows if row[2] == "snapshot" and row[4] == "digest"]
        good = [row[0] for row in named if row[3] == "yes" or row[1] <= keep_days]
        if 1 <= len(good) <= 4 and len(named) > len(good):
            break
    table = "\n".join("| " + " | ".join(map(str, row)) + " |" for row in rows)

    def again() -> int:
        lost = {name for name, age, *_ in rows if age > keep_days}
        lost -= {name for name, _, _, pin, _ in rows if pin == "yes"}
        lost |= {row[0] for row in rows if "live" in row[2] or "latest" in row[4]}
        return len(rows) - len(lost)

    return number(
        f"Snapshots of data are deleted after {keep_days} days unless they are pinned. All models"
        " record their commit, configuration and seed.\n\n| model | age (days) | data recorded as |"
        f" pinned | image recorded as |\n|---|---|---|---|---|\n{table}\n\nHow many of them can be"
        " rebuilt exactly today?",
        len(good), again=again, tol=0, rel=0,
        solution="Needed are an existing snapshot (young enough or pinned) and an image digest;"
        f" a live table and a moving tag do not name one thing. That leaves {', '.join(good)}:"
        f" {len(good)}.",
        mistakes=[
            (len(named), f"Snapshots older than {keep_days} days that are not pinned are gone."),
            (sum(d == "snapshot" and (p == "yes" or a <= keep_days) for _, a, d, p, _ in rows),
             "A moving tag does not name the image that was used."),
            (sum(i == "digest" and (p == "yes" or a <= keep_days) for _, a, _, p, i in rows),
             "A query on a live table gives other rows today: age and pin protect only"
             " snapshots."),
            (6, "A record is only worth what it points at: check that data and image still"
             " exist."),
        ],
    )  # fmt: skip
