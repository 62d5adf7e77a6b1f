"""The web application: Django around the record, one folder a capability with views and pages."""
