"""Sheets of A4 for people: the command card of a bench and the pick paper of an order.

They lie beside the labels because they are made of the same two things, bars and words in the bundled font.
An office printer prints them, by hand and from a PDF, so nothing here waits for a device.

A sheet is a picture of one bit a dot at 300 dots an inch, saved by Pillow as CCITT group 4: bars are whole
dots wide, and no printer has to find a font. Measured before it was decided: 31 KB for a pick paper of 12
lines, 36 KB for a command card, a tenth of a second a sheet, 130 MB of memory whatever the number of sheets;
the codes are read from the pages as another program draws them, at 300 and at 150 dots an inch. Its price:
the words cannot be selected.
"""
