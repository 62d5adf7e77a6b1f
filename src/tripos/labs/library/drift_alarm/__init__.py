"""A drift alarm that people believe."""
