"""Stand-ins for the ports, written by hand: each does what its port promises, and what a test tells it."""
