"""The first start, step by step; the same steps are the settings of a bench at work."""
