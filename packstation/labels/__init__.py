"""Labels: what stands on one, and the bytes a printer understands.

It fulfils ports of `application`; only `bootstrap` imports it. Order data is text to be escaped here, never
a command to a printer.
"""
