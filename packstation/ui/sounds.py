"""The tone of each answer, through the loudspeaker of the PC; a bench without one is silent and goes on."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from packstation.ui.theme import Look
from packstation.ui.verdict import VerdictKind

SILENT = frozenset({VerdictKind.NOTE})
"""A note is no answer to a scan."""

log = logging.getLogger(__name__)


class SystemSounds(QObject):
    """The tones in `folder`, one file an answer; a new tone cuts the one before short.

    Loading QtMultimedia costs more than the whole start may: this module is imported once the bench is ready.
    """

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._on = True
        self._effects: dict[VerdictKind, QSoundEffect] = {}
        if loudspeaker() is None:
            log.warning("no loudspeaker: answers are shown and make no sound")
            return
        for kind in VerdictKind:
            if kind not in SILENT:
                effect = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(str(folder / f"{kind.value}.wav")))
                self._effects[kind] = effect

    def play(self, kind: VerdictKind) -> None:
        """Begin the tone of an answer, behind whatever is being painted."""
        effect = self._effects.get(kind) if self._on else None
        if effect is not None:
            QTimer.singleShot(0, effect, lambda: self._sound(effect))

    def follow(self, look: Look) -> None:
        """Take over what was chosen: on or off, and how loud."""
        self._on = look.sounds
        for effect in self._effects.values():
            effect.setVolume(look.volume / 100)

    def _sound(self, wanted: QSoundEffect) -> None:
        for effect in self._effects.values():
            if effect is not wanted and effect.isPlaying():
                effect.stop()
        wanted.play()


def loudspeaker() -> str | None:
    """What the PC calls the device that tones come from, or None where it has none."""
    device = QMediaDevices.defaultAudioOutput()
    return None if device.isNull() else device.description()
