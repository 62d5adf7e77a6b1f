"""The gym: broken training runs to diagnose, repair and guard against."""

from tripos.labs.gym.family import Family, all_families, find_family

__all__ = ["Family", "all_families", "find_family"]
