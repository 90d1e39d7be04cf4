"""Scales: what a scale says on its line to `Reading`.

Each protocol is a pure object (`MtSics`, `Toledo8217`) that knows what to ask and how to read answers
out of whatever bytes arrive; `polled_scale` is the driver that asks on a port. Weights become integer
grams once, in `grams`, by decimal arithmetic.
"""
