"""The system printer of sheets: pages drawn on a worker thread, and a no where there is none.

Printed into a file by Qt's own PDF printer; no queue and no hardware is needed, and none was tried.
"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.slip import SlipLine
from packstation.labels.paper.packing_slip import SlipWords, draw_slip
from packstation.labels.paper.pdf import pdf_bytes
from packstation.ui.paper_printer import SystemPaperPrinter
from packstation.ui.paper_words import slip_words
from tests.labels.paper.scanner_eye import FONTS
from tests.labels.paper.test_packing_slip import slip

pytestmark = pytest.mark.gui
PRINTER = SystemPaperPrinter("paper printer", "")


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def on_a_worker(work: object) -> None:
    """Run it where printing happens, and let its failure be seen."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()  # type: ignore[operator]
        except DeviceFault as fault:
            failures.append(fault)

    thread = threading.Thread(target=run, name="slow-verbs")
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
    if failures:
        raise failures[0]


def test_every_page_comes_out_and_its_barcode_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    lines = tuple(SlipLine(f"SKU-{n}", "Mug", 1, 1) for n in range(40))
    pdf = pdf_bytes(draw_slip(slip(*lines, number="100234"), SlipWords(**slip_words()), FONTS), "Slip")
    target = tmp_path / "out.pdf"
    on_a_worker(lambda: PRINTER.draw(pdf, "slip 100234", to_file(target)))
    document = QPdfDocument()
    document.load(str(target))
    assert document.pageCount() == 2
    page = document.render(0, document.pagePointSize(0).toSize() * 3).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    page.save(str(tmp_path / "page.png"))
    document.close()
    from PIL import Image  # noqa: PLC0415  after Qt wrote it

    with Image.open(tmp_path / "page.png") as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["100234"]


@pytest.mark.parametrize("pdf", [b"", b"hello", b"%PDF-1.4 torn"])
def test_what_is_no_document_is_not_printed(qtbot: QtBot, tmp_path: Path, pdf: bytes) -> None:
    with pytest.raises(DeviceFault) as fault:
        on_a_worker(lambda: PRINTER.draw(pdf, "sheet", to_file(tmp_path / "out.pdf")))
    assert fault.value.code is FaultCode.GARBLED


def test_a_printer_the_system_does_not_know_is_not_there(qtbot: QtBot) -> None:
    with pytest.raises(DeviceFault) as fault:
        SystemPaperPrinter("paper printer", "no such printer").print(b"%PDF-", "sheet")
    assert (fault.value.code, fault.value.device) == (FaultCode.GONE, "paper printer")


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_queue_that_cannot_be_written_reports_an_error(qtbot: QtBot, tmp_path: Path) -> None:
    pdf = pdf_bytes(draw_slip(slip(), SlipWords(**slip_words()), FONTS), "Slip")
    with pytest.raises(DeviceFault) as fault:
        on_a_worker(lambda: PRINTER.draw(pdf, "slip", to_file(tmp_path / "gone" / "out.pdf")))
    assert fault.value.code is FaultCode.PRINTER_ERROR
