"""The catalogue: programs, courses and findings, every figure with source, date, confidence."""

from tripos.catalog.catalog import Catalog, Entry, FactRef, facts_of
from tripos.catalog.fact import CONFIDENCES, UNKNOWN, Confidence, Fact, Source
from tripos.catalog.load import load_catalog, read_catalog
from tripos.catalog.model import (
    Assumption,
    Cost,
    Course,
    Coverage,
    Depth,
    Groups,
    Module,
    Product,
    Program,
    ProgramCourse,
    Provider,
    Statistic,
    Topic,
    union,
)

__all__ = [
    "CONFIDENCES",
    "UNKNOWN",
    "Assumption",
    "Catalog",
    "Confidence",
    "Cost",
    "Course",
    "Coverage",
    "Depth",
    "Entry",
    "Fact",
    "FactRef",
    "Groups",
    "Module",
    "Product",
    "Program",
    "ProgramCourse",
    "Provider",
    "Source",
    "Statistic",
    "Topic",
    "facts_of",
    "load_catalog",
    "read_catalog",
    "union",
]
