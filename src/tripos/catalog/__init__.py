"""The catalogue: programs, courses and findings, every figure with source, date, confidence."""

from tripos.catalog.catalog import Catalog, Entry, FactRef, facts_of
from tripos.catalog.fact import CONFIDENCES, UNKNOWN, Confidence, Fact, Source
from tripos.catalog.home import personal_catalog
from tripos.catalog.importing import import_courses
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
from tripos.catalog.overrides import remove_override, save_override
from tripos.catalog.search import Hit, search
from tripos.catalog.stale import StaleFact, parse_age, stale_facts
from tripos.catalog.tagging import make_matcher

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
    "Hit",
    "Module",
    "Product",
    "Program",
    "ProgramCourse",
    "Provider",
    "Source",
    "StaleFact",
    "Statistic",
    "Topic",
    "facts_of",
    "import_courses",
    "load_catalog",
    "make_matcher",
    "parse_age",
    "personal_catalog",
    "read_catalog",
    "remove_override",
    "save_override",
    "search",
    "stale_facts",
    "union",
]
