"""Plain data crosses unchanged; whatever else arrives is one kind of error."""

from __future__ import annotations

import json
import struct
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from tripos.labs.judge.wire import MAX_DEPTH, MalformedMessage, NotPlainError, pack, unpack

DTYPES = "b1 i1 u1 i2 u2 f2 i4 u4 f4 i8 u8 f8 c8 c16".split()
arrays = npst.arrays(
    st.sampled_from([np.dtype(code) for code in DTYPES]), npst.array_shapes(min_dims=0, min_side=0)
)
texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | texts
values = st.recursive(
    scalars | arrays,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def same(one: Any, other: Any) -> bool:
    """Equal in type and value, NaN included."""
    if isinstance(one, np.ndarray):
        alike = isinstance(other, np.ndarray) and one.dtype == other.dtype
        return alike and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and (one == other or repr(one) == repr(other) == "nan")


def test_it_works() -> None:
    """A nested value comes back as it was."""
    value = {"coef": np.arange(6.0).reshape(2, 3), "name": "ridge", "all": [1, None, True, 0.5]}

    assert same(value, unpack(pack(value)))


@given(values)
def test_plain_data_comes_back_unchanged(value: Any) -> None:
    """Every plain value survives the crossing."""
    assert same(value, unpack(pack(value)))


@given(st.binary(max_size=300))
def test_random_bytes_are_malformed_or_a_value(raw: bytes) -> None:
    """No bytes raise anything but `MalformedMessage`."""
    with suppress(MalformedMessage):
        unpack(raw)


@settings(max_examples=300)
@given(values, st.data())
def test_damaged_messages_raise_nothing_else(value: Any, data: st.DataObject) -> None:
    """A message with bytes changed, cut or added is a value or `MalformedMessage`."""
    raw = bytearray(pack(value))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(raw[: data.draw(st.integers(0, len(raw)))]) + data.draw(st.binary(max_size=4))
    with suppress(MalformedMessage):
        unpack(damaged)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["%", "@", "tree", "arrays", "x"]), inner, max_size=3)
    ),
    max_leaves=20,
)


@given(json_values, json_values, st.binary(max_size=32))
def test_headers_of_any_shape_raise_nothing_else(tree: Any, entries: Any, body: bytes) -> None:
    """A header of valid JSON that says nonsense is malformed."""
    header = json.dumps({"tree": tree, "arrays": entries}).encode()
    with suppress(MalformedMessage):
        unpack(struct.pack("<4sI", b"TJ1\0", len(header)) + header + body)


@pytest.mark.parametrize(
    "value",
    [
        object(), {1, 2}, b"bytes", 2**64, -(2**63) - 1, "\ud800", {("a",): 1}, lambda: 0,
        np.array([object()]), np.array(object()), np.array(["2026-01-01"], dtype="datetime64[D]"),
        np.zeros((1,) * 9), np.zeros(2, dtype=[("a", "f8")]),
    ],
)  # fmt: skip
def test_what_is_not_plain_does_not_cross(value: Any) -> None:
    """Only numbers, text, lists, dictionaries and arrays do."""
    with pytest.raises(NotPlainError):
        pack(value)


def test_limits_hold_on_both_sides() -> None:
    """Depth and size are bounded when packing and when unpacking."""
    deep: Any = 1
    for _ in range(MAX_DEPTH + 1):
        deep = [deep]

    with pytest.raises(NotPlainError):
        pack(deep)
    with pytest.raises(NotPlainError):
        pack(np.zeros(100), max_bytes=200)
    with pytest.raises(MalformedMessage):
        unpack(pack(np.zeros(100)), max_bytes=200)


def test_what_looks_like_data_becomes_it() -> None:
    """Tuples, scalars of numpy, text arrays and columns arrive as lists, numbers and arrays."""
    column = type("Column", (), {"to_numpy": lambda self: np.array([1, 2])})()
    told = {"t": (1, np.float32(0.5)), "w": np.array(["a", "b"]), 3: column}

    assert same({"t": [1, 0.5], "w": ["a", "b"], "3": np.array([1, 2])}, unpack(pack(told)))


def test_arrays_are_fresh_and_in_order() -> None:
    """What arrives may be written to, and big-endian or strided arrays arrive straight."""
    given_array = np.arange(12, dtype=">i4").reshape(3, 4)[:, ::2]
    got = unpack(pack(given_array))
    got[0, 0] = 7

    assert got.dtype == np.dtype("<i4")
    assert got.tolist()[1:] == given_array.tolist()[1:]
    assert 0 == given_array[0, 0]
