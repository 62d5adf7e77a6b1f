"""The record as a Django application."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """All tables of Tripos."""

    name = "tripos.web.record"
    label = "record"
