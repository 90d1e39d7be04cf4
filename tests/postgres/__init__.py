"""A real PostgreSQL of the suite's own: started when first needed, gone when the run ends."""
