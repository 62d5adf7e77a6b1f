"""The record of learners: tables, and the plain functions that read and change them."""
