"""The demo: a made-up warehouse, simulated devices, and a packer who acts only on what the screen says.

It stands above `bootstrap` and joins the very parts a bench joins; only the commands import it. Stores made
here are marked as demo stores.
"""
