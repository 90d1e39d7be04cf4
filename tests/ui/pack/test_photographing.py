"""The picture of the open carton: taken at its close, waited for by nobody, missed without harm."""

from __future__ import annotations

import pytest

from packstation.domain.packing_act import PhotoMissed, PhotoTaken
from packstation.domain.refusal import FaultCode
from tests.fakes.paper import JPEG
from tests.fakes.runner import Lane
from tests.ui.at_bench import AtBench


@pytest.fixture
def filmed(bench: AtBench) -> AtBench:
    """A bench with a camera above it."""
    bench.warehouse.sheets.has_camera = True
    bench.start()
    return bench


def acts_of(bench: AtBench, kind: type) -> int:
    return sum(isinstance(act, kind) for act in bench.warehouse.acts())


def test_a_carton_that_closes_is_photographed_once(filmed: AtBench) -> None:
    filmed.pack()
    assert filmed.warehouse.sheets.photos.kept == {}
    filmed.weigh(500, 1)
    assert list(filmed.warehouse.sheets.photos.kept.values()) == [JPEG]
    filmed.scan(filmed.plate)
    assert acts_of(filmed, PhotoTaken) == 1


def test_verdict_and_label_do_not_wait_for_the_camera(filmed: AtBench) -> None:
    filmed.pack()
    filmed.runner.held = {Lane.BESIDE}
    filmed.weigh(500, 1)
    assert filmed.verdicts_of("carton_closed")
    assert len(filmed.warehouse.printer.paper) == 1
    filmed.scan(filmed.plate)
    assert filmed.verdicts_of("order_done")
    assert filmed.warehouse.sheets.photos.kept == {}
    filmed.runner.held = set()
    filmed.runner.settle()
    assert acts_of(filmed, PhotoTaken) == 1


def test_a_picture_missed_is_a_note_and_the_order_is_packed(filmed: AtBench) -> None:
    filmed.warehouse.sheets.camera.fault = FaultCode.SILENT
    filmed.close()
    assert [(v.kind, v.data) for v in filmed.verdicts_of("photo_missed")] == [("note", {"fault": "silent"})]
    filmed.scan(filmed.plate)
    assert filmed.verdicts_of("order_done")
    assert (acts_of(filmed, PhotoMissed), acts_of(filmed, PhotoTaken)) == (1, 0)


def test_a_bench_without_a_camera_says_nothing_of_pictures(bench: AtBench) -> None:
    bench.close()
    assert not bench.verdicts_of("photo_missed")
    assert (acts_of(bench, PhotoMissed), acts_of(bench, PhotoTaken)) == (0, 0)
