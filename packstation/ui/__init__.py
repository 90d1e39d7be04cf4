"""The window: one folder a screen, with a view that shows and a presenter that decides.

PySide6 is known here (and in `demo`) and nowhere else, and presenters do without it. Only `bootstrap` and `demo`
import it; it calls the verbs of `application` and never another edge.
"""
