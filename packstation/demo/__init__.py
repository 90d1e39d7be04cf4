"""The demo: a made-up warehouse, simulated devices, and a packer who acts only on what the screen says.

It stands above `bootstrap` and joins the very parts a bench joins; only the commands import it.

A demo store can never reach a real carrier or central: nothing here knows either (there is no address
of one in this layer, nor in the settings it makes), its cartons are numbered under GS1's prefix for
demonstrations (952), every label says that it is no shipment, and the store itself is marked: a station
opens a marked store only when told to run the demo, and the demo opens no other.
"""
