"""The rows of files that wait for a person."""
