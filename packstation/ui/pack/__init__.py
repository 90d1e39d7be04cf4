"""The screen of an open order: lines and counts, live weight, label."""
