"""The steps without devices: language, site, lead, files, and how the bench stands at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from packstation.domain.bench_setup import SetupStep
from packstation.ui.setup.answers import SetupForm, SetupShown
from packstation.ui.setup.files_stage import FilesStage
from packstation.ui.setup.parts import ChoiceKeys, caption, field, key, put_words
from packstation.ui.setup.words import MISSING, THERE, summary
from packstation.ui.sign_in.view import FirstLeadScreen
from packstation.ui.theme import Sizes
from packstation.ui.translation import OWN_NAMES, _, spoken
from packstation.ui.widgets.pad import Field


class Page(QWidget):
    """One step."""

    def put(self, shown: SetupShown) -> None:
        """Fill the fields."""

    def refresh(self, shown: SetupShown) -> None:
        """Other facts; what stands in the fields stays."""

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""

    def form(self) -> SetupForm:
        """What stands in the fields."""
        return SetupForm()

    def finish(self) -> bool:
        """Do what was typed and not done yet; whether there was something."""
        return False

    @property
    def fields(self) -> tuple[Field, ...]:
        """Where letters are put in."""
        return ()


class LanguagePage(Page):
    """A key a language."""

    def __init__(self, picked: Callable[[str], None]) -> None:
        super().__init__()
        self._keys = ChoiceKeys("setup_language", 2, picked)
        page = QVBoxLayout(self)
        page.addWidget(self._keys)
        page.addStretch()

    def put(self, shown: SetupShown) -> None:
        """Offer those there are."""
        self._keys.put({name: OWN_NAMES.get(name, name) for name in shown.languages}, spoken())

    def refresh(self, shown: SetupShown) -> None:
        """The key of the language that is spoken."""
        self.put(shown)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._keys.fit(sizes)


class SitePage(Page):
    """The name of the bench, the sender, the prefix of the company."""

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__()
        self.name = field("setup_name")
        self.prefix = field("setup_prefix", Qt.InputMethodHint.ImhDigitsOnly)
        self.ship_from = QPlainTextEdit()
        self.ship_from.setObjectName("setup_sender")
        self.ship_from.setTabChangesFocus(True)
        self._own_sender: str | None = None
        self.name.returnPressed.connect(self.ship_from.setFocus)
        self.prefix.returnPressed.connect(entered)
        rows: tuple[QWidget, ...] = (self.name, self.ship_from, self.prefix)
        self._captions = [caption(f"{row.objectName()}_caption", row) for row in rows]
        self._rows = rows
        self._note = caption("setup_prefix_note")
        self._grid = QGridLayout(self)
        for number, (words, row) in enumerate(zip(self._captions, rows, strict=True)):
            self._grid.addWidget(words, number, 0)
            self._grid.addWidget(row, number, 1)
        self._grid.addWidget(self._note, len(rows), 1)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setRowStretch(len(rows) + 1, 1)

    def put(self, shown: SetupShown) -> None:
        """Fill the fields."""
        setup, of_site = shown.setup, shown.site_sender
        sender = (
            _("Sender on labels, up to 4 lines") if of_site is None else _("Sender on labels: the site's")
        )
        texts = (_("Name of this bench"), sender, _("GS1 company prefix"))
        for words, row, text in zip(self._captions, self._rows, texts, strict=True):
            words.put(text)
            row.setAccessibleName(text)
        self._note.put(
            _("GS1 gives it to companies for their carton numbers. Empty: cartons get numbers of your own.")
        )
        self.name.setText(setup.name)
        self._own_sender = None if of_site is None else "\n".join(setup.ship_from)
        self.ship_from.setPlainText("\n".join(setup.ship_from if of_site is None else of_site))
        self.ship_from.setReadOnly(of_site is not None)
        self.prefix.setText(setup.company_prefix)
        self.name.setFocus()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._grid.setSpacing(sizes.space)
        self.ship_from.setFixedHeight(6 * sizes.text + 4 * sizes.space)

    def form(self) -> SetupForm:
        """What stands in the fields."""
        sender = self.ship_from.toPlainText() if self._own_sender is None else self._own_sender
        return SetupForm(self.name.text(), sender, self.prefix.text())

    @property
    def fields(self) -> tuple[Field, ...]:
        """Name, sender, prefix."""
        return self.name, self.ship_from, self.prefix


class LeadPage(Page):
    """The first lead, as the bench itself asks for one; then that there is one."""

    def __init__(self, named: Callable[[str, str], None]) -> None:
        super().__init__()
        self.ask = FirstLeadScreen()
        self.ask.on_first_lead = named
        self._there = caption("setup_lead_there")
        page = QVBoxLayout(self)
        page.addWidget(self._there)
        page.addWidget(self.ask)
        page.addStretch()

    def put(self, shown: SetupShown) -> None:
        """Ask, or say that there is one."""
        self.ask.speak()
        self.ask.setVisible(not shown.has_lead)
        self._there.setVisible(shown.has_lead)
        self._there.put(_("There is a lead. More people are added at the bench: key LEAD, then People."))
        if not shown.has_lead:
            self.ask.ask()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self.ask.fit(sizes)

    def finish(self) -> bool:
        """Whoever typed a name and presses NEXT means the key below it."""
        typed = self.ask.isVisible() and any(field.text().strip() for field in self.ask.fields)
        if typed:
            self.ask.button.click()
        return typed

    @property
    def fields(self) -> tuple[Field, ...]:
        """Name and PIN."""
        return self.ask.fields


class FilesPage(Page):
    """Files of products and orders come in here, as they do at the bench."""

    def __init__(self, stage: FilesStage) -> None:
        super().__init__()
        self._stage = stage
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(stage)

    def put(self, shown: SetupShown) -> None:  # noqa: ARG002  nothing of it changes these words
        """Say it."""
        self._stage.speak()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._stage.fit(sizes)


class SummaryPage(Page):
    """A line for each thing: there or missing, and the key to where it is changed."""

    def __init__(self, wanted: Callable[[SetupStep], None]) -> None:
        super().__init__()
        self._wanted = wanted
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._rows: list[QWidget] = []

    def put(self, shown: SetupShown) -> None:
        """Say how the bench stands."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        before: SetupStep | None = None
        for number, (step, there, words) in enumerate(summary(shown)):
            line = caption(f"setup_line_{number}")
            line.put(f"{THERE if there else MISSING}  {words}")
            self._rows.append(line)
            self._grid.addWidget(line, number, 0)
            if step is before:
                continue
            before = step
            button = key(f"setup_to_{number}", partial(self._wanted, step))
            put_words(button, _("Change"))
            button.setAccessibleName(f"{_('Change')}: {words}")
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._grid.addWidget(button, number, 1)
            self._rows.append(button)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(len(self._rows), 1)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._grid.setVerticalSpacing(sizes.space // 4)
