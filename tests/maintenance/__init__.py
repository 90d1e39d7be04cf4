"""Tests of the commands for whoever keeps the bench: real stores, real files, no window."""
