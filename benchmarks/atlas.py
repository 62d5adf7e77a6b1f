"""Start-up and look-up times of command line, atlas, catalogue, map and matcher."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable


def _median(action: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _command(*words: str) -> Callable[[], object]:
    return lambda: subprocess.run(
        [sys.executable, "-m", "tripos", *words], check=True, capture_output=True
    )


def main() -> None:
    """Prints each time with its budget and its ratio to starting Python itself."""
    bare = _median(lambda: subprocess.run([sys.executable, "-c", ""], check=True))
    print(f"python alone: {bare:.3f} s")
    help_ = _median(_command("--help"))
    print(f"tripos --help: {help_:.3f} s ({help_ / bare:.1f}x python; budget 0.25 s)")
    show = _median(_command("atlas", "show", "ridge-regression"))
    print(f"tripos atlas show: {show:.3f} s ({show / bare:.1f}x python)")

    from tripos.atlas import load_atlas
    from tripos.catalog import load_catalog, make_matcher
    from tripos.show.atlas_map import draw_map

    load_atlas()
    load = _median(lambda: (load_atlas.cache_clear(), load_atlas()))
    print(f"atlas from a warm cache: {load * 1000:.1f} ms (budget 100 ms)")
    load_catalog()
    load = _median(lambda: (load_catalog.cache_clear(), load_catalog()))
    print(f"catalogue from a warm cache: {load * 1000:.0f} ms")
    atlas, catalog = load_atlas(), load_catalog()
    zooms = (("areas", None, None), ("area", "evaluation", None), ("focus", None, "shapley-values"))
    for name, area, focus in zooms:
        drawn = _median(lambda a=area, f=focus: draw_map(atlas, frozenset(), a, f, shown=False))
        print(f"map, {name}: {drawn * 1000:.1f} ms")
    built = _median(lambda: make_matcher(atlas, catalog), 3)
    matcher = make_matcher(atlas, catalog)
    one = _median(lambda: matcher.match("bias-variance trade-off and regularisation"), 50)
    print(f"matcher: built in {built:.2f} s, one topic {one * 1000:.1f} ms")


if __name__ == "__main__":
    main()
