"""An archive that is made to do harm is refused at once and in little memory (R38)."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from packstation.channels.source import FileFault
from packstation.channels.zip_guard import entry, guarded
from packstation.domain.refusal import Refused


def archive(*names: str, change: Callable[[ZipInfo], None] = lambda one: None) -> io.BytesIO:
    """An archive with such entries, each changed as told."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in names:
            one = ZipInfo(name)
            one.compress_type = ZIP_DEFLATED
            change(one)
            new.writestr(one, b"x")
    target.seek(0)
    return target


def read_all(source: io.BytesIO) -> None:
    with guarded(source) as opened:
        for one in opened.infolist():
            entry(opened, one.filename).read()


def no(source: io.BytesIO) -> str:
    """Why an archive is refused."""
    with pytest.raises(Refused) as refused:
        read_all(source)
    return str(refused.value.data["why"])


def test_an_ordinary_archive_is_opened() -> None:
    with guarded(archive("xl/a.xml", "b.xml")) as opened:
        assert entry(opened, "b.xml").read() == b"x"


@pytest.mark.parametrize("name", ["../a", "x/../../a", "/etc/a", "C:\\a", "..\\a", "c:a", "a.zip", "x.tar"])
def test_a_name_that_climbs_out_and_an_archive_in_the_archive_are_refused(name: str) -> None:
    assert no(archive("ok", name)) == FileFault.HARMFUL_ARCHIVE


def test_a_link_is_refused() -> None:
    def as_link(one: ZipInfo) -> None:
        one.create_system, one.external_attr = 3, 0o120777 << 16

    assert no(archive("link", change=as_link)) == FileFault.HARMFUL_ARCHIVE


def test_what_is_locked_by_a_password_is_refused() -> None:
    data = bytearray(archive("a").getvalue())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    assert no(io.BytesIO(bytes(data))) == FileFault.ENCRYPTED


def test_other_ways_of_packing_are_refused() -> None:
    def by_blocks(one: ZipInfo) -> None:
        one.compress_type = ZIP_BZIP2

    assert no(archive("a", change=by_blocks)) == FileFault.BROKEN_ARCHIVE


def test_a_size_that_is_a_lie_is_found_when_it_is_read() -> None:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as new:
        new.writestr("a", b"\0" * 20_000_000)
    data = bytearray(target.getvalue())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 1000)
    assert no(io.BytesIO(bytes(data))) == FileFault.BROKEN_ARCHIVE


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06", b"PK\x05\x06" + b"\xff" * 18, b"x" * 70_000])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert no(io.BytesIO(data)) in {FileFault.BROKEN_ARCHIVE, FileFault.TOO_LARGE}


_LIMITED = """
import sys, time
from pathlib import Path
from packstation.channels.workbook import open_workbook
from packstation.domain.refusal import Refused
begun = time.perf_counter()
with open(sys.argv[1], "rb") as source:
    try:
        with open_workbook(source) as book:
            for sheet in book.sheets:
                for row in book.rows(sheet):
                    pass
    except Refused as no:
        print(no.data["why"], end=" ")
took = time.perf_counter() - begun
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(took * 1000), int(status["VmHWM"].split()[0]) // 1024)
"""


def refused_how(path: Path) -> tuple[str, int, int]:
    """Why a file is refused in a process of its own; milliseconds and MiB that took."""
    ran = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, check=True
    )
    why, took_ms, memory_mib = ran.stdout.split()
    return why, int(took_ms), int(memory_mib)


def ten_gigabytes(path: Path) -> None:
    """A sheet that says it is 10 GB when unpacked."""
    with (
        ZipFile(path, "w", ZIP_DEFLATED) as new,
        new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as to,
    ):
        for _ in range(64):
            to.write(b"\0" * (1 << 20))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<L", 0xFFFFFFF0)
    path.write_bytes(data)


def a_hundred_thousand(path: Path) -> None:
    """As many entries."""
    with ZipFile(path, "w") as new:
        for number in range(100_000):
            new.writestr(ZipInfo(f"xl/{number}.xml"), b"")


def as_many_that_say_they_are_few(path: Path) -> None:
    """As many, of which the record at the end speaks otherwise."""
    a_hundred_thousand(path)
    data = bytearray(path.read_bytes())
    wide = data.rindex(b"PK\x06\x07")
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 16] = struct.pack("<HHL", 2, 2, 100)
    assert wide == end - 20
    path.write_bytes(data)


def texts_without_end(path: Path) -> None:
    """Shared texts that pack just well enough to pass for a table, and are refused once they are too many."""
    with ZipFile(path, "w", ZIP_DEFLATED) as new:
        new.writestr("a.xml", b"x" * (300 << 20))


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel how much memory was held")
@pytest.mark.parametrize(
    "made", [ten_gigabytes, a_hundred_thousand, as_many_that_say_they_are_few, texts_without_end]
)
def test_a_bomb_is_refused_within_a_second_and_a_hundred_megabytes(
    made: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "bomb.xlsx"
    made(path)
    why, took_ms, memory_mib = refused_how(path)
    assert why == FileFault.TOO_LARGE
    assert took_ms < 1000
    assert memory_mib < 100
