"""The catalogue as pages: programs and courses, facts and their sources."""
