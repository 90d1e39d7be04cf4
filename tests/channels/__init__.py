"""Readers of order and product files, each with its traps."""
