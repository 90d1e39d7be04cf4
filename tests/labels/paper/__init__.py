"""Sheets of paper are tested as they are printed: read by a scanner's eye."""
