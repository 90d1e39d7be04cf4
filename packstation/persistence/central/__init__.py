"""Central: the PostgreSQL that the stations of a site share, its procedures, and the road to it."""
