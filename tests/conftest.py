"""What every test needs, whatever it tests: no display, and chance that can be repeated."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# The files of thousands of small stores in memory, where there is enough: a shared disk is half of the
# suite's time. That commits reach the disk is tested by the calls that are made for it.
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 * 1024**3  # noqa: S108 - below it pytest makes a folder of its own
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # noqa: TID251 - before pytest asks

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # noqa: TID251 - before Qt is first imported

# No deadline: a shared PC that stalls for a moment is not a slow parser. Speed is measured by `make bench`.
hypothesis.settings.register_profile("bench", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile("bench")

# Whoever runs the tests may work with another PostgreSQL: what libpq reads of theirs counts for none here.
for name in [name for name in os.environ if name.startswith("PG")]:  # noqa: TID251 - start-up
    del os.environ[name]  # noqa: TID251 - as above

pytest_plugins = ("tests.postgres.fixtures",)


@pytest.fixture(autouse=True)
def _nobodys_password_file() -> None:
    """As little does ~/.pgpass. Commands under test forget what stands here: each test is told anew."""
    os.environ["PGPASSFILE"] = str(Path("/nowhere") / "pgpass")  # noqa: TID251 - as above
