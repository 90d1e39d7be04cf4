"""Scales, scanners and printers: transport, supervisor, drivers, and the simulated devices at the far end.

The only place that knows pyserial. It fulfils ports of `application` and hands on readings and scans as frozen
values; only `bootstrap` imports it. A fault is a `DeviceFault` here, never a number.
"""
