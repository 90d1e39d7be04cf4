"""The suite mirrors the package; fakes are written by hand in `tests.fakes`."""
