"""Central in PostgreSQL: what only the real one can show."""
