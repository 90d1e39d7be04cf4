"""Packstation: the packing bench that refuses mistakes."""

__version__ = "0.1.0"
