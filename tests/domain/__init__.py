"""The rules of the warehouse, tested without a disk, a port, a clock or a screen."""
