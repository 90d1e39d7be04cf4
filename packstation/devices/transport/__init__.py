"""Links: roads for bytes between the bench and one device, opened by need, with time-outs everywhere.

Every failure of the operating system or of pyserial leaves this package as `DeviceFault(gone)`.
"""
