"""The window: one folder a screen, with a view that shows (Qt) and a presenter that decides (no Qt).

Presenters hear scans, readings and lamps, run verbs through a `Runner` and tell views what to show, in
codes; the sentences are in `sentences`, the colours and sizes in `theme`. PySide6 is known here (and in
`demo`) and nowhere else. Only `bootstrap` and `demo` import this layer; it imports no other edge.
"""
