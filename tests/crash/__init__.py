"""The station's process is killed at any moment; whatever it said on its screen must be true afterwards."""
