"""Orders and products in, from any channel's files.

Each reader is a plug-in of the entry point group `packstation.channels`.
"""
