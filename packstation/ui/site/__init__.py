"""This bench and its site, as a person reads it at the window: how it stands, joining, leaving."""
