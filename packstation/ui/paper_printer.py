"""A printer of the operating system for sheets of paper: PDF drawn page by page by Qt.

Made for a worker thread: Qt allows a QPainter on a QPrinter in any thread (Qt 6, "Thread-Support in Qt
Modules"), and the document is opened and closed in the same one. Qt's printing and PDF modules are loaded
with the first sheet, so the start does not wait for them. Not tested on real hardware.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QPainter

from packstation.domain.refusal import DeviceFault, FaultCode

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
"""As fine as our own sheets are drawn."""
MOST_PAGES = 200
"""No slip has more; an endless document must not hold the next one up."""


class SystemPaperPrinter:
    """`printer` is the name the system knows it by, empty for the default one."""

    def __init__(self, device: str, printer: str) -> None:
        self._device = device
        self._printer = printer

    @property
    def name(self) -> str:
        """The configured name of the device."""
        return self._device

    def print(self, pdf: bytes, title: str) -> None:
        """Hand the pages to the system's queue. DeviceFault: no such printer, no PDF, no queue."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415  the module says why

        info = QPrinterInfo.printerInfo(self._printer) if self._printer else QPrinterInfo.defaultPrinter()
        if info.isNull():
            raise DeviceFault(FaultCode.GONE, self._device)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        self.draw(pdf, title, printer)

    def draw(self, pdf: bytes, title: str, printer: QPrinter) -> None:
        """Draw the pages on this printer, each as large as its paper allows."""
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415  the module says why

        printer.setDocName(title)
        printer.setResolution(DPI)
        source = QBuffer()
        source.setData(QByteArray(pdf))
        source.open(QBuffer.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        try:
            document.load(source)
            if document.status() is not QPdfDocument.Status.Ready or not document.pageCount():
                raise DeviceFault(FaultCode.GARBLED, self._device, "not a PDF")
            painter = QPainter()
            if not painter.begin(printer):
                raise DeviceFault(FaultCode.PRINTER_ERROR, self._device, "the queue does not take it")
            try:
                self._pages(document, printer, painter)
            finally:
                painter.end()
        finally:
            document.close()

    def _pages(self, document: QPdfDocument, printer: QPrinter, painter: QPainter) -> None:
        for page in range(min(document.pageCount(), MOST_PAGES)):
            if page and not printer.newPage():
                raise DeviceFault(FaultCode.PRINTER_ERROR, self._device, "it takes no further page")
            room = painter.viewport()
            size = document.pagePointSize(page).toSize()
            size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(room.topLeft(), document.render(page, size))
