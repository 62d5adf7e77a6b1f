"""The look as a Django application, for its templates and assets."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """The frame of all pages."""

    name = "tripos.web.look"
    label = "look"
