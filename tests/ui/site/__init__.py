"""The bench and its site, at its window."""
