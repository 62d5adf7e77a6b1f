"""The pages of labs: read, write, check, submit, and the feedback beside the code."""
