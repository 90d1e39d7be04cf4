"""What every central keeps to, the real one in PostgreSQL and the model that simulations run with."""
