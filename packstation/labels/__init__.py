"""Labels: what stands on one, and the bytes a printer understands; in `paper` the sheets that people print.

It fulfils ports of `application`; only `bootstrap` imports it, and `maintenance` the sheets. Order data is
text to be escaped here, never a command to a printer.
"""
