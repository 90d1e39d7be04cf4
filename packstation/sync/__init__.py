"""How a station and its central stay one: pure steps, and the thread that takes them.

`step` decides, and knows no clock, disk or wire; `errand` does what was decided; `loop` is the thread.
The tests drive the same steps and errands with simulated clocks, disks and wires.
"""
