"""The log of a running bench: it never grows beyond its files, and what errors say is not in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.places import LOG_NAME
from packstation.quiet_log import LOG_BYTES, LOGS_KEPT, keep_log

SECRET = "Wolfhild Querfurt, Quittenhain 77a"


@pytest.fixture(autouse=True)
def _root_as_before() -> Iterator[None]:
    """No log outlives its test."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    ours = [handler for handler in logging.root.handlers if handler not in handlers]
    logging.basicConfig(level=level, handlers=handlers, force=True)
    for handler in ours:
        handler.close()


def written(folder: Path) -> str:
    return (folder / LOG_NAME).read_text("utf-8")


def fail(error: BaseException, cause: BaseException | None = None) -> None:
    """Log an error as a verb's bug is logged."""
    try:
        raise error from cause
    except type(error):
        logging.getLogger("packstation.ui.pool_runner").exception("a verb failed")


def test_logs_rotate_and_the_oldest_goes(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    keep_log(folder)
    log, long = logging.getLogger("packstation"), "x" * (LOG_BYTES // 4)
    for number in range((LOGS_KEPT + 2) * 4):
        log.warning("line %d %s", number, long)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [LOG_NAME, *(f"{LOG_NAME}.{number}" for number in range(1, LOGS_KEPT + 1))]
    assert all(path.stat().st_size <= LOG_BYTES for path in folder.iterdir())
    everything = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "line 0 " not in everything
    assert f"line {(LOGS_KEPT + 2) * 4 - 1} " in written(folder)


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), OSError(SECRET)])
def test_what_an_error_says_is_not_in_the_log(tmp_path: Path, error: Exception) -> None:
    keep_log(tmp_path)
    fail(error, RuntimeError(SECRET))
    said = written(tmp_path)
    assert SECRET not in said
    assert said.rstrip().endswith(type(error).__qualname__)
    assert "RuntimeError\n\nThe above exception was the direct cause" in said
    assert "test_quiet_log.py" in said


def test_what_another_handler_made_of_an_error_is_not_taken_over(tmp_path: Path) -> None:
    keep_log(tmp_path)
    loud = logging.StreamHandler()
    loud.setFormatter(logging.Formatter())
    logging.root.handlers.insert(0, loud)
    fail(ValueError(SECRET))
    assert SECRET not in written(tmp_path)


def test_the_codes_that_help_are_in_the_log(tmp_path: Path) -> None:
    keep_log(tmp_path)
    fail(Refused(RefusalCode.UNKNOWN_CODE, read=SECRET))
    fail(DeviceFault(FaultCode.PAPER_OUT, "printer", SECRET))
    fail(FileNotFoundError(2, "whatever", SECRET))
    said = written(tmp_path)
    for words in (
        "Refused: unknown_code\n",
        "DeviceFault: printer: paper_out\n",
        "FileNotFoundError: [Errno 2]",
    ):
        assert words in said
    assert SECRET not in said


def test_two_errors_that_blame_each_other_are_told_once(tmp_path: Path) -> None:
    keep_log(tmp_path)
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    fail(one, other)
    assert written(tmp_path).count("KeyError") == 1
