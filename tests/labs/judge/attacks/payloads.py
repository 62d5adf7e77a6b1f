"""Results that shall hurt their reader."""

from __future__ import annotations

from tests.labs.judge.attacks.attack import Attack

_SEND = """
import json, os, struct
def send(tree, arrays=(), body=b"", magic=b"TJ1\\0"):
    header = tree if isinstance(tree, bytes) else json.dumps(
        {"tree": {"%": {"value": tree}}, "arrays": list(arrays)}).encode()
    told = struct.pack("<4sI", magic, len(header)) + header + body
    data = memoryview(struct.pack("<iQ", 0, len(told)) + told)
    while data: data = data[os.write(3, data):]
    os._exit(0)
"""


def _sent(name: str, tries: str, what: str) -> Attack:
    return Attack(name, tries, _SEND + f"def solve(x): send({what})\n")


_NEST = "__import__('functools').reduce(lambda a, _: [a], range(900), 1)"
_DIGITS = "b'{\"tree\": ' + b'9' * 1_000_000 + b', \"arrays\": []}'"
_HALF = 'b\'{"tree": {"%": {"value": "\\\\ud800"}}, "arrays": []}\''

ATTACKS = [
    _sent("vast_shape", "announce an array of 2**60 bytes", "{'@': 0}, [['f8', [2**30, 2**27]]]"),
    _sent("empty_vast", "announce nothing in a vast shape", "{'@': 0}, [['f8', [0, 2**30]]]"),
    _sent("negative_shape", "announce a negative length", "{'@': 0}, [['f8', [-1]]], b'x' * 8"),
    _sent("object_array", "send pointers as objects", "{'@': 0}, [['O', [1]]], b'A' * 8"),
    _sent("named_type", "name a type for numpy to parse", "{'@': 0}, [['f8,O', [1]]], b'A' * 16"),
    _sent("odd_truth", "send truth values of 7", "{'@': 0}, [['b1', [2]]], b'\\7\\7'"),
    _sent("deep", "nest 100,000 levels deep", "b'[' * 100_000"),
    _sent("deep_sound", "nest 900 levels deep", _NEST),
    _sent("digits", "send a number of a million digits", _DIGITS),
    _sent("half_text", "send half a character", _HALF),
    _sent("not_text", "send bytes that are no text", "b'\\xff\\xfe' * 1000"),
    _sent("reuse", "use an array often", "[{'@': 0}] * 100_000, [['f8', [1]]], b'x' * 8"),
    _sent("many_arrays", "announce 100,000 arrays", "1, [['f8', [0]]] * 100_000"),
    _sent("wrong_magic", "send another format", "1, magic=b'PK\\3\\4'"),
    Attack(
        "zip_bomb", "send 100 MB of zeros that were small",
        "import zlib, os\n"
        "def solve(x): os.write(3, zlib.compress(b'0' * (100 << 20))); os._exit(0)\n",
    ),
    Attack(
        "bad_output", "print control characters and half text",
        "import os\ndef solve(x):\n    os.write(1, b'\\x1b]0;pwned\\x07\\xff\\xfe<script>' * 10)\n",
    ),
]  # fmt: skip
