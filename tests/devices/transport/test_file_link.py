"""A folder, or a file, in the place of a printer."""

from pathlib import Path

import pytest

from packstation.devices.transport.file_link import FileLink
from packstation.domain.refusal import DeviceFault, FaultCode


def opened(path: Path) -> FileLink:
    link = FileLink("printer", path)
    link.open()
    return link


def test_every_label_is_a_file_of_its_own(tmp_path: Path) -> None:
    link = opened(tmp_path / "labels")
    link.write(b"^XA1^XZ")
    link.write(b"^XA2^XZ")
    files = sorted((tmp_path / "labels").iterdir())
    assert [file.name for file in files] == ["label-000001.zpl", "label-000002.zpl"]
    assert [file.read_bytes() for file in files] == [b"^XA1^XZ", b"^XA2^XZ"]


def test_no_label_of_an_earlier_day_is_overwritten(tmp_path: Path) -> None:
    opened(tmp_path).write(b"yesterday")
    (tmp_path / "label-000003.zpl").write_bytes(b"put there by somebody")
    link = opened(tmp_path)
    for label in (b"a", b"b", b"c"):
        link.write(label)
    files = sorted(tmp_path.iterdir())
    assert {file.read_bytes() for file in files} == {b"yesterday", b"put there by somebody", b"a", b"b", b"c"}


def test_a_file_grows(tmp_path: Path) -> None:
    path = tmp_path / "labels.zpl"
    opened(path).write(b"^XA1^XZ")
    opened(path).write(b"^XA2^XZ")
    assert path.read_bytes() == b"^XA1^XZ^XA2^XZ"


def test_a_file_never_answers(tmp_path: Path) -> None:
    assert opened(tmp_path).read(0.01) == b""


@pytest.mark.parametrize("use", ["open", "write"])
def test_a_place_that_cannot_be_written_is_gone(tmp_path: Path, use: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    link = FileLink("printer", tmp_path / "file" / "labels.zpl")
    with pytest.raises(DeviceFault) as caught:
        link.open() if use == "open" else link.write(b"^XA^XZ")
    assert (caught.value.code, caught.value.device) == (FaultCode.GONE, "printer")
