"""What every store promises the verbs: the one on disk and the one the other tests use."""
