"""The stack with PyTorch: networks train confined, and repeat exactly."""

from __future__ import annotations

import numpy as np
import pytest

from tripos.labs.judge import Call, Judge, Level, Limits, Status

pytest.importorskip("torch")

CODE = b"""
import torch
from torch import nn

def train(X, y):
    torch.manual_seed(0)
    nn.Conv2d(1, 2, 3)(torch.ones(1, 1, 8, 8)).sum().backward()
    net = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Dropout(0.1), nn.Linear(16, 3))
    steps = torch.optim.Adam(net.parameters(), 1e-2)
    inputs, wanted = torch.tensor(X, dtype=torch.float32), torch.tensor(y)
    for _ in range(60):
        steps.zero_grad()
        loss = nn.functional.cross_entropy(net(inputs), wanted)
        loss.backward()
        steps.step()
    return loss.item()
"""


def test_it_works(best: Level) -> None:
    """The same numbers from two children; the library costs a submission hardly anything, and
    prints nothing of its own into what a learner reads."""
    if best is Level.NONE:
        pytest.skip("this machine confines nothing")
    rng = np.random.default_rng(0)
    arguments = (rng.normal(size=(120, 8)), rng.integers(0, 3, 120))
    with Judge("torch", best) as judge:
        first, again = (
            judge.run({"submission.py": CODE}, [Call("train", arguments)], Limits(wall_s=30))
            for _ in range(2)
        )
    assert Status.OK is first.status, first.calls[0].error
    assert first.values == again.values
    assert not first.output
    assert first.cpu_s < 5
