"""The window, tested from what a packer does and sees."""
