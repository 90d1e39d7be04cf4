"""What every test needs, whatever it tests: no display, and chance that can be repeated."""

import os

import hypothesis

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # noqa: TID251 - before Qt is first imported

# No deadline: a shared PC that stalls for a moment is not a slow parser. Speed is measured by `make bench`.
hypothesis.settings.register_profile("bench", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile("bench")

pytest_plugins = ("tests.postgres.fixtures",)
