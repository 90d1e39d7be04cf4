"""Colours by what they are for: one set of names, three palettes, and the one that is worn now.

The verdict colours are from Okabe and Ito's palette for colour-blind readers, darkened or lightened until
their text passes 4.5:1 (7:1 in high contrast); shape and word carry the same meaning without colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from packstation.domain.value import value
from packstation.ui.theme import Theme
from packstation.ui.verdict import VerdictKind

ANSWERS = (VerdictKind.YES, VerdictKind.LINE_COMPLETE, VerdictKind.ORDER_COMPLETE, VerdictKind.NO)
"""Whose bands stand out from the window by their lightness; the lead's does so by colour and triangle."""


@value
class Palette:
    """The colours of one theme.

    `edge` parts areas and need not be seen; `rim` bounds what is touched or typed into and must be.
    `pictures` are the grounds of drawn placeholders, all read in `picture_ink`.
    """

    ground: str
    panel: str
    ink: str
    ink_soft: str
    edge: str
    rim: str
    accent: str
    done_row: str
    now_row: str
    turn_ground: str
    alarm_ground: str
    alarm_ink: str
    demo_ground: str
    demo_ink: str
    lamp_well: str
    lamp_bad: str
    gauge: str
    gauge_band: str
    verdict_ground: Mapping[VerdictKind, str]
    verdict_ink: Mapping[VerdictKind, str]
    pictures: tuple[str, ...]
    picture_ink: str

    def read_on(self) -> tuple[tuple[str, str], ...]:
        """Every ink and the ground it is read on."""
        grounds = (self.ground, self.panel, self.done_row, self.now_row)
        return (
            *((ink, ground) for ink in (self.ink, self.ink_soft) for ground in grounds),
            *((self.accent, ground) for ground in (self.panel, self.now_row)),
            (self.ink, self.turn_ground),
            (self.alarm_ink, self.alarm_ground),
            (self.demo_ink, self.demo_ground),
            *((self.verdict_ink[kind], self.verdict_ground[kind]) for kind in VerdictKind),
            *((self.picture_ink, ground) for ground in self.pictures),
        )

    def seen_on(self) -> tuple[tuple[str, str], ...]:
        """Every mark that is no letter, and the ground it has to stand out from."""
        marks = (self.accent, self.rim, self.lamp_well, self.lamp_bad)
        verdicts = (self.verdict_ground[kind] for kind in ANSWERS)
        return (
            *((mark, ground) for mark in marks for ground in (self.ground, self.panel)),
            (self.gauge_band, self.gauge),
            (self.ink, self.gauge),
            *((ground, self.ground) for ground in verdicts),
        )


def _by_kind(*colours: str) -> Mapping[VerdictKind, str]:
    """In the order of the kinds: yes, line complete, order complete, no, fetch the lead, a note."""
    return MappingProxyType(dict(zip(VerdictKind, colours, strict=True)))


LIGHT = Palette(
    ground="#f4f5f7",
    panel="#ffffff",
    ink="#16191d",
    ink_soft="#4a525c",
    edge="#d5dae1",
    rim="#7b8590",
    accent="#0b4f8a",
    done_row="#e3f1ea",
    now_row="#fff3cf",
    turn_ground="#e3eef7",
    alarm_ground="#f7d3cf",
    alarm_ink="#7a1710",
    demo_ground="#f0b400",
    demo_ink="#16191d",
    lamp_well="#00694c",
    lamp_bad="#b3261e",
    gauge="#d5dae1",
    gauge_band="#00694c",
    verdict_ground=_by_kind("#00795a", "#005694", "#371f7d", "#a3140d", "#f0b400", "#4a525c"),
    verdict_ink=_by_kind("#ffffff", "#ffffff", "#ffffff", "#ffffff", "#16191d", "#ffffff"),
    pictures=("#cfe3f3", "#d9ead3", "#f6e0c8", "#e5d9f2", "#f3d3dc", "#d8e2e6"),
    picture_ink="#2b323a",
)

DARK = Palette(
    ground="#14171b",
    panel="#20252b",
    ink="#eef1f4",
    ink_soft="#b3bcc6",
    edge="#353d46",
    rim="#7f8a96",
    accent="#8cc4f5",
    done_row="#17382b",
    now_row="#453a12",
    turn_ground="#1b3247",
    alarm_ground="#5a1f1a",
    alarm_ink="#ffd9d4",
    demo_ground="#f0b400",
    demo_ink="#16191d",
    lamp_well="#3fc08f",
    lamp_bad="#ff6f61",
    gauge="#353d46",
    gauge_band="#3fc08f",
    verdict_ground=_by_kind("#35c795", "#4b9fe0", "#6d52d9", "#c82a25", "#f0b400", "#46515c"),
    verdict_ink=_by_kind("#0d1512", "#0d1512", "#ffffff", "#ffffff", "#16191d", "#ffffff"),
    pictures=("#27415a", "#2b4a33", "#56402a", "#43385c", "#5a3340", "#37454c"),
    picture_ink="#eef1f4",
)

HIGH_CONTRAST = Palette(
    ground="#000000",
    panel="#000000",
    ink="#ffffff",
    ink_soft="#ffffff",
    edge="#ffffff",
    rim="#ffffff",
    accent="#ffe45c",
    done_row="#00391f",
    now_row="#463c00",
    turn_ground="#00305c",
    alarm_ground="#6b0000",
    alarm_ink="#ffffff",
    demo_ground="#ffc400",
    demo_ink="#000000",
    lamp_well="#2fe39c",
    lamp_bad="#ff7a6e",
    gauge="#3a3a3a",
    gauge_band="#2fe39c",
    verdict_ground=_by_kind("#35eba4", "#3fa5ff", "#e2d6ff", "#ff6f61", "#ffd83d", "#ffffff"),
    verdict_ink=_by_kind("#000000", "#000000", "#000000", "#000000", "#000000", "#000000"),
    pictures=("#003a66", "#00451f", "#573000", "#3d2475", "#660022", "#333333"),
    picture_ink="#ffffff",
)

PALETTES: Mapping[Theme, Palette] = MappingProxyType(
    {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.HIGH_CONTRAST: HIGH_CONTRAST}
)
"""The themes that are painted."""

_worn = LIGHT


def colours() -> Palette:
    """The palette the window wears: ask for it while painting, and never keep it."""
    return _worn


def wear(palette: Palette) -> None:
    """Paint in these colours from now on."""
    global _worn  # noqa: PLW0603  one window, one look; colours are asked for as they are painted
    _worn = palette
