"""What was drawn last is not drawn again, and nobody sees the difference."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from packstation.labels.zone_painter import REMEMBERED, ZonePainter
from tests.labels.sample import RESOURCES, SAMPLES

DEMO = SAMPLES["demo"]


def painter() -> ZonePainter:
    return ZonePainter(RESOURCES, "logistic-4x6.toml", 203)


def test_the_address_of_the_next_carton_is_there_already() -> None:
    zones = painter()
    assert zones.block("ship_to", DEMO.ship_to) is zones.block("ship_to", DEMO.ship_to)
    assert zones.line("order", "100234") is zones.line("order", "100234")
    assert zones.banner("demo", "DEMO") is zones.banner("demo", "DEMO")


def test_the_same_text_is_another_one_in_another_zone_or_manner() -> None:
    zones = painter()
    ways = [zones.line("order", "7"), zones.line("units", "7"), zones.banner("order", "7")]
    assert len(set(ways)) == 3
    assert zones.block("ship_to", ("A", "B")) != zones.block("ship_to", ("A", "C"))


def test_what_was_forgotten_is_drawn_alike() -> None:
    zones = painter()
    first = zones.line("order", "100234")
    for number in range(REMEMBERED):
        zones.line("carton", str(number))
    again = zones.line("order", "100234")
    assert again is not first
    assert again == first


def test_threads_that_draw_at_once_get_what_one_would() -> None:
    zones, alone = painter(), painter()
    texts = [f"ORDER {number}" for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda text: zones.line("order", text), texts))
    assert drawn == [alone.line("order", text) for text in texts]
