"""Plain data across the boundary: a JSON tree and raw little-endian arrays. Nothing is unpickled.

A message is the magic, the length of the header (4 bytes), the header, then the arrays' bytes one
after the other. In the header's tree a dictionary stands as {"%": {...}} and an array as {"@": n};
whatever else does not read as written here is a `MalformedMessage`, and nothing but that.
"""

from __future__ import annotations

import json
import math
import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.errors import TriposError

Plain = Any  # None, bool, int, float, str, array, list of Plain or dict[str, Plain]

MAGIC = b"TJ1\0"
MAX_HEADER = 4 << 20  # bytes of JSON
MAX_ARRAYS = 1024
MAX_DIMENSIONS = 8
MAX_DEPTH = 24
MAX_NODES = 400_000
_HEAD = struct.Struct("<4sI")
_DTYPES = {
    code: np.dtype(code if code.endswith("1") else f"<{code}")
    for code in (
        "b1",
        "i1",
        "u1",
        "i2",
        "u2",
        "f2",
        "i4",
        "u4",
        "f4",
        "i8",
        "u8",
        "f8",
        "c8",
        "c16",
    )
}
_CODES = {dtype: code for code, dtype in _DTYPES.items()}


class MalformedMessage(TriposError):  # noqa: N818 - what it is, not that it is raised
    """What was received is not plain data as agreed, or more of it than agreed."""


class NotPlainError(TriposError):
    """A value that cannot cross: only numbers, text, lists, dictionaries and arrays can."""


def pack(value: Plain, max_bytes: int = 64 << 20) -> bytes:
    """The message that says `value`, of at most `max_bytes` bytes.

    Tuples become lists, numpy's scalars Python's; arrays of text and whatever offers `to_numpy` or
    `detach` (pandas, torch) become arrays or lists. Raises `NotPlainError` for anything else.
    """
    arrays: list[npt.NDArray[Any]] = []
    tree = _tree(value, arrays, 0)
    if len(arrays) > MAX_ARRAYS:
        raise NotPlainError(f"more than {MAX_ARRAYS} arrays cannot cross")
    entries = [[_CODES[array.dtype], list(array.shape)] for array in arrays]
    header = json.dumps({"tree": tree, "arrays": entries}, separators=(",", ":")).encode()
    total = _HEAD.size + len(header) + sum(array.nbytes for array in arrays)
    if len(header) > MAX_HEADER or total > max_bytes:
        raise NotPlainError(f"{total:,} bytes are more than may cross")
    return b"".join(
        [_HEAD.pack(MAGIC, len(header)), header, *(array.tobytes() for array in arrays)]
    )


def _tree(value: Plain, arrays: list[npt.NDArray[Any]], depth: int) -> Any:
    """`value` as JSON; its arrays are appended to `arrays`."""
    if depth > MAX_DEPTH:
        raise NotPlainError(f"data nested deeper than {MAX_DEPTH} levels cannot cross")
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, (list, tuple)):
        return [_tree(one, arrays, depth + 1) for one in value]
    if isinstance(value, dict):
        return {"%": {_key(key): _tree(one, arrays, depth + 1) for key, one in value.items()}}
    return _mark(_array(value), arrays, depth)


def _mark(array: npt.NDArray[Any], arrays: list[npt.NDArray[Any]], depth: int) -> Any:
    """An array's place in the list, or a list of its text."""
    if array.dtype not in _CODES:
        return _tree(_texts(array), arrays, depth + 1)
    arrays.append(array)
    return {"@": len(arrays) - 1}


def _whole(value: int) -> int:
    if not -(2**63) <= value < 2**64:
        raise NotPlainError("whole numbers beyond 64 bits cannot cross")
    return int(value)


def _text(value: str) -> str:
    """`value` unless it holds half characters, which no page could show."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotPlainError("text with half characters (surrogates) cannot cross") from None
    return str(value)


def _key(key: Any) -> str:
    if isinstance(key, np.generic):
        key = key.item()
    if not isinstance(key, (str, int, float, bool)):
        raise NotPlainError(f"a dictionary's key of type {type(key).__name__} cannot cross")
    return _text(str(key))


def _array(value: Any) -> npt.NDArray[Any]:
    """`value` as a contiguous little-endian array."""
    if hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    elif hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if not isinstance(value, np.ndarray):
        raise NotPlainError(f"a value of type {type(value).__name__} is not plain data")
    if value.ndim > MAX_DIMENSIONS:
        raise NotPlainError(f"arrays of more than {MAX_DIMENSIONS} dimensions cannot cross")
    return np.asarray(value, dtype=value.dtype.newbyteorder("<"), order="C")


def _texts(array: npt.NDArray[Any]) -> list[Any]:
    """An array of text or mixed values as a list; other kinds do not cross."""
    if array.dtype.kind not in "OUT":
        raise NotPlainError(f"arrays of {array.dtype} cannot cross")
    found = array.tolist()
    if not isinstance(found, list):
        raise NotPlainError("an array without dimensions that holds an object cannot cross")
    return found


def unpack(raw: bytes | bytearray | memoryview, max_bytes: int = 64 << 20) -> Plain:
    """The value that a message says; safe on hostile bytes.

    Arrays are fresh copies. Raises `MalformedMessage`, and only that, for whatever is not a message
    of at most `max_bytes` bytes.
    """
    view = memoryview(raw)
    if not _HEAD.size <= len(view) <= max_bytes:
        raise MalformedMessage(f"a message of {len(view):,} bytes")
    magic, length = _HEAD.unpack_from(view)
    if magic != MAGIC or length > MAX_HEADER or _HEAD.size + length > len(view):
        raise MalformedMessage("no header")
    try:
        header = json.loads(bytes(view[_HEAD.size : _HEAD.size + length]).decode())
    except (ValueError, RecursionError):
        raise MalformedMessage("the header is not JSON") from None
    if not isinstance(header, dict) or set(header) != {"tree", "arrays"}:
        raise MalformedMessage("the header lacks its parts")
    arrays = _read_arrays(header["arrays"], view[_HEAD.size + length :])
    return _Reader(arrays).read(header["tree"], 0)


def _read_arrays(entries: Any, body: memoryview) -> list[npt.NDArray[Any]]:
    if not isinstance(entries, list) or len(entries) > MAX_ARRAYS:
        raise MalformedMessage("no list of arrays, or too many")
    arrays, offset = [], 0
    for entry in entries:
        dtype, shape = _extent(entry)
        count = math.prod(shape)
        end = offset + count * dtype.itemsize
        # A shape of zero elements could still claim a dimension on which a check would choke.
        if end > len(body) or math.prod(max(1, n) for n in shape) > max(count, 1 << 20):
            raise MalformedMessage("an array reaches beyond the message")
        array = np.frombuffer(body, dtype, count, offset) if count else np.empty(0, dtype)
        if dtype.kind == "b" and (array.view(np.uint8) > 1).any():
            raise MalformedMessage("a truth value that is neither 0 nor 1")
        arrays.append(array.reshape(shape).copy())
        offset = end
    if offset != len(body):
        raise MalformedMessage("bytes after the last array")
    return arrays


def _extent(entry: Any) -> tuple[np.dtype[Any], list[int]]:
    """The type and shape of an array that the header announces."""
    if not isinstance(entry, list) or len(entry) != 2 or not isinstance(entry[0], str):
        raise MalformedMessage("an array without type and shape")
    code, shape = entry
    if code not in _DTYPES or not isinstance(shape, list) or len(shape) > MAX_DIMENSIONS:
        raise MalformedMessage("an array of unknown type, or of too many dimensions")
    if not all(type(n) is int and 0 <= n < 2**31 for n in shape):
        raise MalformedMessage("an array whose shape is not made of lengths")
    return _DTYPES[code], shape


class _Reader:
    """Turns the header's tree back into values, within limits of depth and number."""

    def __init__(self, arrays: list[npt.NDArray[Any]]) -> None:
        self._arrays = arrays
        self._left = MAX_NODES
        self._seen: set[int] = set()

    def read(self, node: Any, depth: int) -> Plain:
        """The value at `node`."""
        self._left -= 1
        if depth > MAX_DEPTH or self._left < 0:
            raise MalformedMessage("data nested too deeply, or too many values")
        if isinstance(node, list):
            return [self.read(one, depth + 1) for one in node]
        if isinstance(node, dict):
            return self._read_marked(node, depth)
        if isinstance(node, str):
            return _sound(node)
        if isinstance(node, int) and not -(2**63) <= node < 2**64:
            raise MalformedMessage("a whole number beyond 64 bits")
        return node

    def _read_marked(self, node: dict[str, Any], depth: int) -> Plain:
        """A dictionary or an array, by its mark; each array stands in the tree once."""
        if set(node) == {"%"} and isinstance(node["%"], dict):
            return {_sound(key): self.read(one, depth + 1) for key, one in node["%"].items()}
        index = node.get("@")
        if set(node) != {"@"} or type(index) is not int or index in self._seen:
            raise MalformedMessage("neither a dictionary nor an array")
        if not 0 <= index < len(self._arrays):
            raise MalformedMessage("an array that was not sent")
        self._seen.add(index)
        return self._arrays[index]


def _sound(text: str) -> str:
    """`text`, unless it cannot be shown."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise MalformedMessage("text with half characters") from None
    return text
