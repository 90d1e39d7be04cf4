"""Bench scripts in plain text: what a packer does, and what the bench says to it.

A line is an act, and behind `->` everything the bench says; without `->` it must not say no. After each
no the store has to hold exactly what it held before, but for the line in the journal that says so.
"""
