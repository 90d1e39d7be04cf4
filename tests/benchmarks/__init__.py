"""What the bench costs, as ratios against a floor or a peer measured in the same run.

`make bench` runs all of it, prints a table and writes build/bench.json. Nothing here is a test: machines
differ, ratios less so.
"""
