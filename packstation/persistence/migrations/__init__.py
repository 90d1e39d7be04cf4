"""How a store of an earlier release becomes one of this release: one file a step, in `versions`.

A step is never changed once it has been released. Alembic runs them; it is imported only when there is a
step to take.
"""
