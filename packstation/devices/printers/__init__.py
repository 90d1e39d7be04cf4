"""Label printers: labels out, and what the printer says of itself back.

`host_status` reads Zebra's status answers, `zpl_printer` is the `LabelPrinter` for printers that speak
ZPL (over TCP, serial, or into files), `printer_port` the thread on which all of a printer's work is done.
"""
