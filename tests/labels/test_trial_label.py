"""A test label: its code scans, the bench stands on it, and nothing on it looks like a carton's."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from packstation.labels.preview import preview_png
from packstation.labels.trial_label import TRIAL_CODE, write_trial_label
from packstation.labels.zpl_reader import read_label
from tests.labels.sample import RESOURCES


@pytest.mark.parametrize("dpi", [203, 300])
def test_its_only_code_scans(dpi: int) -> None:
    data = write_trial_label(RESOURCES, dpi, "Bench 1 & Söhne ^XA")
    picture = Image.open(io.BytesIO(preview_png(data, dpi, RESOURCES)))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [TRIAL_CODE]
    assert data.count(b"^XA") == 1


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_long_name_stays_on_the_paper(dpi: int) -> None:
    short, long = (write_trial_label(RESOURCES, dpi, name) for name in ("Bench 1", "Bench " * 30))
    assert short != long
    assert read_label(long).width == read_label(short).width
