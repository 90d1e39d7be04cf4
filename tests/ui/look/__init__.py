"""Every screen of the bench in every look: checked by machine, and written down for eyes."""
