"""Commands for whoever keeps the bench: copies of the store, the story of an order, a check-up, a bundle.

One file a command, and none of them needs a display or Qt: they are run when the window does not come up.
They read beside the running station and never write to its store (restoring excepted, and only when none
runs). Only `cli` imports this folder; it may use every edge, and of `ui` only the sentences.
"""
