"""The station's store: tables, repositories, the journal, migrations, backup.

The only place that knows SQLAlchemy, Alembic and SQLite. It fulfils ports of `application` and speaks in the
words of `domain`; only `bootstrap` imports it. Rows are translated here and sessions never leave.
"""
