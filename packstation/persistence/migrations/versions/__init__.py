"""The steps, oldest first; each is tested from an empty store and from one with data."""
