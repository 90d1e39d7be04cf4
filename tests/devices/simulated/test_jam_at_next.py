"""A roll that ends between a label's arrival and its coming out: the moment a bench cannot see."""

from collections.abc import Iterator

import pytest

from packstation.devices.simulated.printer import Jam, PrintEngine

FIRST, SECOND = b"^XA^FDfirst^FS^XZ", b"^XA^FDsecond^FS^XZ"


@pytest.fixture
def engine() -> Iterator[PrintEngine]:
    engine = PrintEngine()
    yield engine
    engine.switch_off()


def test_the_printer_is_well_until_the_label_has_arrived(engine: PrintEngine) -> None:
    engine.jam_at_next(Jam.PAPER_OUT)
    assert engine.state(partial=False).jams == frozenset()
    engine.take(FIRST)
    assert engine.state(partial=False).jams == {Jam.PAPER_OUT}
    assert (engine.printed, engine.waiting) == ((), (FIRST,))


def test_with_a_new_roll_the_label_comes_out_and_the_next_one_too(engine: PrintEngine) -> None:
    engine.jam_at_next(Jam.PAPER_OUT)
    engine.take(FIRST)
    engine.clear()
    engine.take(SECOND)
    assert engine.wait_printed(2) == (FIRST, SECOND)
