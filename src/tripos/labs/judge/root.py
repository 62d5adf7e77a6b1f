"""A root that holds nothing but a stack's Python, read-only; made once, inherited by children."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tripos.labs.judge import kernel

SCRATCH = "/scratch"
DEVICES = ("/dev/null", "/dev/urandom", "/dev/zero")
ZONES = "/usr/share/zoneinfo"
_HIDDEN = ("site-packages", "dist-packages")  # others' libraries inside the standard library
_PLACES = ("/mnt", "/media", "/srv", "/opt", "/var/tmp", "/tmp")  # noqa: S108 - to mount over


def mapped() -> list[str]:
    """The shared libraries that this process has loaded."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    found = {line.split(maxsplit=5)[5] for line in lines if ".so" in line and line.count("/")}
    return sorted(path for path in found if Path(path).is_file())


def readable(paths: Sequence[str]) -> list[str]:
    """`paths` as rules of Landlock: folders with hidden parts are given entry by entry."""
    shown: list[str] = []
    for path in paths:
        folder = Path(path)
        if any((folder / name).exists() for name in _HIDDEN):
            shown += [str(one) for one in folder.iterdir() if one.name not in _HIDDEN]
        else:
            shown.append(path)
    return shown


def enter(paths: Sequence[str]) -> None:
    """Replaces the root of this process by one with only `paths` and three devices in it."""
    kernel.mount("none", "/", None, kernel.REC | kernel.PRIVATE)
    sources = [path for path in dict.fromkeys([*paths, *DEVICES, ZONES]) if Path(path).exists()]
    new = _place(sources)
    kernel.mount("tmpfs", new, "tmpfs", kernel.NOSUID | kernel.NODEV, "size=1m,mode=755")
    masks = [mask for path in sources for mask in _show(path, new)]
    for name in (SCRATCH, "/old"):
        Path(new + name).mkdir()
    os.chdir(new)
    kernel.pivot_root(".", "old")
    os.chdir("/")
    kernel.unmount("/old")
    Path("/old").rmdir()
    flags = kernel.BIND | kernel.REMOUNT | kernel.RDONLY | kernel.NOSUID | kernel.NODEV
    for made in ["/", *masks]:
        kernel.mount(None, made, None, flags)


def _place(sources: Sequence[str]) -> str:
    """A folder to mount over that hides none of the sources."""
    for place in _PLACES:
        taken = any(source.startswith(place + "/") for source in sources)
        if Path(place).is_dir() and not Path(place).is_symlink() and not taken:
            return place
    raise OSError(f"no folder of {', '.join(_PLACES)} is free to mount the new root on")


def _show(path: str, new: str) -> list[str]:
    """Binds `path` under the new root; what was put over its hidden parts, as seen from there."""
    target = Path(new + path)
    if target.exists():
        return []
    if Path(path).is_dir():
        target.mkdir(parents=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    if path in DEVICES:
        kernel.mount(path, str(target), None, kernel.BIND)
        return []
    kernel.bind_readonly(path, str(target))
    masks = [name for name in _HIDDEN if (target / name).is_dir()]
    for name in masks:
        flags = kernel.NOSUID | kernel.NODEV
        kernel.mount("tmpfs", str(target / name), "tmpfs", flags, "size=256k,mode=755")
    return [f"{path}/{name}" for name in masks]
