"""The catalogue: programs, courses and findings, every figure with source, date, confidence."""

from tripos.catalog.catalog import Catalog, Entry, FactRef, facts_of
from tripos.catalog.fact import CONFIDENCES, UNKNOWN, Confidence, Fact, Source
from tripos.catalog.importing import course_rows, courses_from_rows, courses_of, import_courses
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
from tripos.catalog.overrides import make_override, model_of, override_rows, overrides_from_rows
from tripos.catalog.personal import personal_catalog
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
    "course_rows",
    "courses_from_rows",
    "courses_of",
    "facts_of",
    "import_courses",
    "load_catalog",
    "make_matcher",
    "make_override",
    "model_of",
    "override_rows",
    "overrides_from_rows",
    "parse_age",
    "personal_catalog",
    "read_catalog",
    "search",
    "stale_facts",
    "union",
]
