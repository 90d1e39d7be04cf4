"""A badge on paper: its code scans, its name is large, its secret is written nowhere."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from packstation.application.ports import BadgeWriter
from packstation.domain.badge import Badge, BadgeContent
from packstation.labels.badge_label import BadgeLabelWriter
from packstation.labels.preview import preview_png
from packstation.labels.template import Template
from packstation.labels.zpl_command import BarcodeField, GraphicField, TextField
from packstation.labels.zpl_reader import read_label
from tests.labels.overlap import beyond, overlapping, taken_by
from tests.labels.sample import RESOURCES

TEMPLATE = Template.load(RESOURCES / "labels" / "badge-4x6.toml")
WRITERS = {dpi: BadgeLabelWriter(RESOURCES, dpi) for dpi in (203, 300)}
IDA = BadgeContent(Badge(17, "0123456789" * 4), "Ida Müller", "Packer", "Bench 1")
CARD_MM = (100, 60)


def names(data: bytes) -> list[bytes]:
    return re.findall(rb"[\^~]..", data, re.DOTALL)


def picture(content: BadgeContent, dpi: int) -> Image.Image:
    return Image.open(io.BytesIO(preview_png(WRITERS[dpi].write(content), dpi, RESOURCES)))


def test_it_is_a_badge_writer() -> None:
    writer: BadgeWriter = BadgeLabelWriter(RESOURCES)
    assert writer.write(IDA).startswith(b"^XA")


@pytest.mark.parametrize("dpi", WRITERS)
@pytest.mark.parametrize("number", [1, 17, 123_456, 999_999])
def test_a_scanner_reads_the_badge_off_the_paper(dpi: int, number: int) -> None:
    badge = Badge.make(number)
    (code,) = zxingcpp.read_barcodes(picture(replace(IDA, badge=badge), dpi).convert("L"))
    assert Badge.parse(code.text) == badge
    assert code.format == zxingcpp.BarcodeFormat.Code128


@pytest.mark.parametrize("dpi", WRITERS)
def test_bars_are_wide_enough_for_a_hand_scanner_and_stay_on_the_card(dpi: int) -> None:
    label = read_label(WRITERS[dpi].write(IDA))
    (bars,) = (command for command in label.commands if isinstance(command, BarcodeField))
    millimetre = dpi / 25.4
    assert bars.module / millimetre >= 0.25
    assert bars.height / millimetre >= 15
    assert bars.left >= 10 * bars.module
    assert bars.left + (bars.code.width_modules + 10) * bars.module <= CARD_MM[0] * millimetre
    assert bars.top + bars.height <= CARD_MM[1] * millimetre


def test_the_secret_is_written_out_nowhere() -> None:
    label = read_label(WRITERS[203].write(IDA))
    texts = [command.text for command in label.commands if isinstance(command, TextField)]
    assert texts == ["BADGE"]
    other = replace(IDA, badge=Badge(17, "9" * 40))
    drawn, again = (
        [
            command
            for command in read_label(WRITERS[203].write(shown)).commands
            if type(command) is not BarcodeField
        ]
        for shown in (IDA, other)
    )
    assert drawn == again


@pytest.mark.parametrize(
    ("zone", "changed"),
    [
        ("name", {"name": "Somebody else"}),
        ("role", {"role": "Lead"}),
        ("place", {"place": "Hall 2"}),
        ("number", {"badge": Badge(18, "1" * 40)}),
    ],
)
def test_every_fact_has_its_place(zone: str, changed: dict[str, object]) -> None:
    def shown(content: BadgeContent) -> list[GraphicField]:
        left, top, _, _ = TEMPLATE.zones[zone].place(203)
        commands = read_label(WRITERS[203].write(content)).commands
        return [
            command
            for command in commands
            if isinstance(command, GraphicField) and (command.left, command.top) == (left, top)
        ]

    assert len(shown(IDA)) == 1
    assert shown(replace(IDA, **changed)) != shown(IDA)  # type: ignore[arg-type]


def test_a_second_print_says_copy_and_opens_the_same_bench() -> None:
    first, again = (WRITERS[203].write(replace(IDA, again=again)) for again in (False, True))
    area = TEMPLATE.copy.place(203)
    marks = [
        command
        for command in read_label(again).commands
        if isinstance(command, GraphicField) and (command.left, command.top) == area[:2]
    ]
    assert len(marks) == 1
    assert sum(byte.bit_count() for byte in marks[0].bitmap) > area[2] * area[3] / 2
    rest = tuple(command for command in read_label(again).commands if command not in marks)
    assert rest == read_label(first).commands


@settings(max_examples=40)
@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=40))
def test_no_name_can_command_the_printer(name: str, role: str, place: str) -> None:
    content = replace(IDA, name=name, role=role, place=place)
    assert names(WRITERS[203].write(content)) == names(WRITERS[203].write(IDA))


def test_nothing_on_the_card_overlaps_or_leaves_it() -> None:
    taken = taken_by(TEMPLATE)
    assert overlapping(taken) == []
    on_card = {name: area for name, area in taken.items() if name not in {"line 0", "bars"}}
    assert beyond(on_card, CARD_MM[0] / 25.4, CARD_MM[1] / 25.4) == []


def test_the_start_of_the_bench_does_not_load_the_drawing() -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from packstation.labels.badge_label import BadgeLabelWriter\n"
        "BadgeLabelWriter(Path())\n"
        "sys.exit('PIL' in sys.modules or 'barcode' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
