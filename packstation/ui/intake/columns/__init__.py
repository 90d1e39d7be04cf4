"""Which column of somebody's own table holds what."""
