"""Simulated devices: the far ends of real ptys and sockets, for the demo, the tests and the benchmarks.

They share no code with the drivers, and both are held to the same transcripts typed from the makers'
manuals, so a common error cannot hide. `far_end` is the cable, `scanner`, `scale` and `printer` the
devices on it; `python -m packstation.devices.simulated` runs one of each in its own process and `process`
talks to that.
"""
