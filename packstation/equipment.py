"""From settings to what makes labels, sheets and pictures; all of it is loaded with the first of its kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from uuid import UUID

from packstation.application.ports import BadgeWriter, Camera, LabelWriter, PaperPrinter
from packstation.application.print_paper import PAPER_DEVICE
from packstation.application.take_photo import CAMERA_DEVICE
from packstation.devices.picture_folder import PictureFolder
from packstation.devices.printers.paper_folder import PaperFolder
from packstation.domain.badge import BadgeContent
from packstation.domain.label import LabelContent
from packstation.domain.slip import Slip
from packstation.labels.paper.document_folder import DocumentFolder
from packstation.places import resources
from packstation.settings.paper import CameraSettings, CameraWay, PaperSettings, PaperWay
from packstation.ui.paper_words import card_foot, slip_words


def paper_printer(settings: PaperSettings | None, new_id: Callable[[], UUID]) -> PaperPrinter | None:
    """The printer of sheets, or None where the bench has none."""
    if settings is None:
        return None
    if settings.way is PaperWay.FOLDER:
        return PaperFolder(PAPER_DEVICE, Path(settings.folder), new_id)
    from packstation.ui.paper_printer import SystemPaperPrinter  # noqa: PLC0415  few benches have one

    return SystemPaperPrinter(PAPER_DEVICE, settings.name)


def camera(settings: CameraSettings | None) -> Camera | None:
    """The camera, or None; called on the window's thread."""
    if settings is None:
        return None
    if settings.way is CameraWay.FOLDER:
        return PictureFolder(CAMERA_DEVICE, Path(settings.source))
    from packstation.ui.camera import SystemCamera  # noqa: PLC0415  few benches have one

    return SystemCamera(CAMERA_DEVICE, settings.source)


def documents(folder: str) -> DocumentFolder:
    """The sheets that instructions may name; an empty folder name means none."""
    return DocumentFolder(Path(folder) if folder else None)


class LateLabelWriter:
    """The writer of logistic labels, loaded with the first label: the start does not wait for it."""

    def __init__(self, dpi: int) -> None:
        self._dpi = dpi

    def write(self, content: LabelContent) -> bytes:
        """The bytes of one label."""
        return self._writer.write(content)

    def as_copy(self, data: bytes) -> bytes:
        """The same label, marked COPY."""
        return self._writer.as_copy(data)

    @cached_property
    def _writer(self) -> LabelWriter:
        from packstation.labels.logistic_label import LogisticLabelWriter  # noqa: PLC0415  the class says why

        return LogisticLabelWriter(resources(), self._dpi)


class LateBadgeWriter:
    """The writer of badges, loaded with the first badge."""

    def __init__(self, dpi: int) -> None:
        self._dpi = dpi

    def write(self, content: BadgeContent) -> bytes:
        """The bytes of one badge."""
        return self._writer.write(content)

    @cached_property
    def _writer(self) -> BadgeWriter:
        from packstation.labels.badge_label import BadgeLabelWriter  # noqa: PLC0415  the class says why

        return BadgeLabelWriter(resources(), self._dpi)


class LatePaperWriter:
    """Draws sheets in the bundled fonts."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def slip(self, slip: Slip) -> bytes:
        """A packing slip as PDF."""
        from packstation.labels.paper.packing_slip import SlipWords, draw_slip  # noqa: PLC0415  Pillow is slow
        from packstation.labels.paper.pdf import pdf_bytes  # noqa: PLC0415

        words = slip_words()
        return pdf_bytes(draw_slip(slip, SlipWords(**words), self._fonts), words["title"])

    def card(self, order_number: str, text: str) -> bytes:
        """A gift card as PDF."""
        from packstation.labels.paper.gift_card import draw_card  # noqa: PLC0415  Pillow is slow
        from packstation.labels.paper.pdf import pdf_bytes  # noqa: PLC0415

        foot = card_foot(order_number)
        return pdf_bytes(draw_card(text, foot, self._fonts), foot)
