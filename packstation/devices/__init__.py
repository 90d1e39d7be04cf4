"""Scanners, scales and label printers: bytes on a wire to the words of the warehouse, and back.

A device is built of three pieces that know nothing of each other's insides: a *link* (`transport`: a
serial port, a socket, a file), a *driver* with a pure parser (`scanners`, `scales`, `printers`), and one
named thread a port (`supervisor`) that opens the link, runs the driver and tells the lamp. What a driver
learns leaves it as frozen data (`Scan`, `Reading`, `Lamp`) through a callback on the port's thread.

Blame: every failure of the operating system or of pyserial becomes a `DeviceFault`; nothing a device
sends can raise anything else. A fault is never a number.

`simulated` holds the far ends: scanner, scale and printer as peers on real ptys and sockets, so that the
demo and the tests run the very drivers a bench runs. No driver here was tested on real hardware; the
formats come from the makers' manuals, each named beside its parser and in the transcripts of the tests.

May import `domain` and `application`; pyserial and biip are used nowhere else.
"""
