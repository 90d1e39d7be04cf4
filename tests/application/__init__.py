"""The verbs, over a store in memory and over the real one: each yes, each no, and every unlucky moment."""
