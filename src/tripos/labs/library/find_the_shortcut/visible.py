"""What can be checked on one's own: tables of counts."""

from __future__ import annotations

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect


def _table(
    counts: list[tuple[int, int, int, int]],
) -> tuple[list[list[float]], list[int], list[int]]:
    """Rows (x, y, site) so many times."""
    rows = [(x, y, site) for x, y, site, count in counts for _ in range(count)]
    return [[float(x)] for x, _, _ in rows], [y for _, y, _ in rows], [site for *_, site in rows]


@check("coefficients from a table of four counts")
def counts(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """Odds of 1 to 3 where x is 0, of 3 to 1 where it is 1."""
    X, y, _ = _table([(0, 0, 0, 30), (0, 1, 0, 10), (1, 0, 0, 10), (1, 1, 0, 30)])
    found = as_array((yield call("fitted", np.array(X), y)), (2,), "fitted")
    right = [-np.log(3), 2 * np.log(3)]
    expect(np.allclose(found, right, atol=1e-6), "fitted: - ln 3 and 2 ln 3 here")


@check("a link that is turned round at the second site")
def turned(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The same table at two sites, then with x turned round at one of them."""
    base = [(0, 0, 1, 30), (0, 1, 1, 10), (1, 0, 1, 10), (1, 1, 1, 30)]
    same = [(x, y, 2, n) for x, y, _, n in base]
    other = [(1 - x, y, 2, n) for x, y, _, n in base]
    first, second = (_table([*base, *more]) for more in (same, other))
    values = yield [call("stability", np.array(X), y, sites) for X, y, sites in (first, second)]
    alike, apart = (as_array(one, (1,), "stability")[0] for one in values)
    expect(abs(alike - 1) < 1e-5, "stability: two sites with the same table have p = 1")
    expect(apart < 1e-8, "stability: a link that is turned round at a site has a tiny p")


@check("accuracy without a link")
def without(rng: Rng) -> Steps:  # noqa: ARG001 - one signature
    """The only column loses its link: half of the pages are right by chance."""
    X, y, _ = _table([(0, 0, 0, 30), (0, 1, 0, 10), (1, 0, 0, 10), (1, 1, 0, 30)])
    X = np.array(X)
    found = as_number((yield call("deployed", X, y, X, y, [0])), "deployed")
    expect(abs(found - 0.5) < 0.01, "deployed: 1/2 here, although 3/4 are right while it lasts")
