"""The person who is asking: a documented file of background, goals, means and preferences."""

from tripos.person.load import check_person, parse_person, read_person, unread_fields
from tripos.person.schema import (
    Background,
    Break,
    Budget,
    Goals,
    Means,
    Person,
    Preferences,
    WeeklyHours,
)

__all__ = [
    "Background",
    "Break",
    "Budget",
    "Goals",
    "Means",
    "Person",
    "Preferences",
    "WeeklyHours",
    "check_person",
    "parse_person",
    "read_person",
    "unread_fields",
]
