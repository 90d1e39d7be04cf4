"""Sheets and pictures without paper and lens: what was printed is told in words, what was taken is kept."""

from __future__ import annotations

from uuid import UUID

from packstation.application.print_paper import unusable
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.slip import Slip
from packstation.joint import Sheets

JPEG = b"\xff\xd8\xff a carton \xff\xd9"


class FakePaperWriter:
    """Every sheet says what it is."""

    def slip(self, slip: Slip) -> bytes:
        """A packing slip."""
        return f"slip {slip.order_number} {slip.carton_number}/{slip.cartons} {slip.units}".encode()

    def card(self, order_number: str, text: str) -> bytes:
        """A gift card."""
        return f"card {text}".encode()


class FakeDocuments:
    """A folder with one flyer."""

    def pdf(self, name: str) -> bytes:
        """The sheet."""
        if name != "flyer.pdf":
            raise unusable(name)
        return b"flyer"


class FakePaperPrinter:
    """`paper` is what came out; `fault` stops the next sheets."""

    name = "paper printer"

    def __init__(self) -> None:
        self.paper: list[str] = []
        self.titles: list[str] = []
        self.fault: FaultCode | None = None

    def print(self, pdf: bytes, title: str) -> None:
        """Print, or say what is wrong."""
        if self.fault is not None:
            raise DeviceFault(self.fault, self.name)
        self.paper.append(pdf.decode())
        self.titles.append(title)


class FakeCamera:
    """Sees `jpeg`, or says what is wrong."""

    def __init__(self) -> None:
        self.jpeg = JPEG
        self.fault: FaultCode | None = None

    def picture(self) -> bytes:
        """What lies there."""
        if self.fault is not None:
            raise DeviceFault(self.fault, "camera")
        return self.jpeg


class FakePhotos:
    """Pictures by the name of their file."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.fault: FaultCode | None = None

    def keep(self, carton_id: UUID, jpeg: bytes) -> str:
        """Keep it under a name of its own."""
        if self.fault is not None:
            raise DeviceFault(self.fault, "photos")
        name = f"{carton_id}-{len(self.kept) + 1}.jpg"
        self.kept[name] = jpeg
        return name


class FakeSheets:
    """All of them; a bench has a printer of sheets and a camera only where a test gives it one."""

    def __init__(self) -> None:
        self.printer = FakePaperPrinter()
        self.camera = FakeCamera()
        self.photos = FakePhotos()
        self.has_printer = True
        self.has_camera = False

    @property
    def joined(self) -> Sheets:
        """As verbs get them."""
        return Sheets(
            FakePaperWriter(),
            FakeDocuments(),
            self.photos,
            self.printer if self.has_printer else None,
            self.camera if self.has_camera else None,
        )
