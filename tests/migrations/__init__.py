"""Every store that was ever written can still be opened."""
