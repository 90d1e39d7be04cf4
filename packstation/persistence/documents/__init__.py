"""Things as documents: the canonical JSON in which a station tells central of them, and reads them again.

A document is a JSON object; what the same thing says is always the same text. A later release adds names at
the top of an object and nowhere else: those that this one does not know are kept and sent on.
"""
