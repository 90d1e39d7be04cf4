"""The dialog for enrolments, and what is seen while the bench starts anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from packstation.application.site_door import Errand
from packstation.domain.refusal import DeviceFault, Refused
from packstation.ui import theme
from packstation.ui.design.palette import colours
from packstation.ui.design.sheet import style_sheet
from packstation.ui.intake.file_dialog import Wanted, open_file_dialog
from packstation.ui.intake.presenter import ENROLMENT
from packstation.ui.main_loop import show_until_closed
from packstation.ui.station.view import StationWindow
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.verdict import Said, Verdict, VerdictKind, verdict_of
from packstation.ui.widgets.plain_text import FittedText


class EnrolmentsAtWindow:
    """Lets a person pick an enrolment; one that is dragged into the window comes with the other files."""

    def __init__(self, window: StationWindow) -> None:
        self._window = window

    def pick_enrolment(self, picked: Callable[[Sequence[Path]], None]) -> None:
        """Open the dialog for files."""
        wanted = Wanted(_("Which file says who this bench is to be?"), _("Enrolments"), f"(*{ENROLMENT})")
        open_file_dialog(self._window, picked, self._take_keys_back, wanted)

    def _take_keys_back(self) -> None:
        self._window.activateWindow()
        asked: QWidget | None = self._window.focusWidget()
        (self._window.entry if asked is None else asked).setFocus()


class Moment(QWidget):
    """Says that the bench comes back, while nobody has its store open."""

    _over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Packstation")
        self._words = FittedText("next_act", theme.FONT)
        self._words.put(_("One moment: the bench starts anew …"))
        page = QVBoxLayout(self)
        page.addWidget(self._words)
        page.addStretch()
        self._over.connect(self.close, Qt.ConnectionType.QueuedConnection)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the screen."""
        self.setStyleSheet(style_sheet(sizes, colours()))
        self._words.fit(sizes.act, sizes.act_room)

    def during(self, errand: Errand) -> Verdict | None:
        """Run it beside the window; what stopped it. Returns once it is over, whoever closes the window."""
        ended: list[Exception | None] = []

        def run() -> None:
            try:
                errand()
                ended.append(None)
            except (Refused, DeviceFault) as no:
                ended.append(no)
            finally:
                self._over.emit()

        # A bug ends the thread, which says so in the log.
        thread = Thread(target=run, name="errand")
        self.resize(theme.BASE_WIDTH, theme.BASE_HEIGHT)
        self.fit(theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT))
        thread.start()
        show_until_closed(self)
        thread.join()
        if not ended:
            return Verdict(VerdictKind.LEAD, Said.BUG)
        return verdict_of(ended[0]) if ended[0] is not None else None
