"""The screen between two orders: one field, one resolver."""
