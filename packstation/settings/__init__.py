"""The station's settings: station.toml to frozen values, each declared once with its type, default and help.

Only `bootstrap` imports it; everything else is given the value it needs.
"""
