"""Colours, sizes and type of the window, by name and in one place.

The verdict colours are from Okabe and Ito's palette for colour-blind readers, darkened until white or
black text on them passes 4.5:1; shape and word carry the same meaning without colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from packstation.ui.verdict import VerdictKind

FONT = "DejaVu Sans"

GROUND = "#f4f5f7"
PANEL = "#ffffff"
INK = "#16191d"
INK_SOFT = "#4a525c"
EDGE = "#c9ced6"
ACCENT = "#0b4f8a"
DONE_ROW = "#e3f1ea"
NOW_ROW = "#fff3cf"
DEMO_GROUND = "#f0b400"

VERDICT_GROUND: dict[VerdictKind, str] = {
    VerdictKind.YES: "#00694c",
    VerdictKind.LINE_COMPLETE: "#00567f",
    VerdictKind.ORDER_COMPLETE: "#3b2e8c",
    VerdictKind.NO: "#b3261e",
    VerdictKind.LEAD: "#f0b400",
    VerdictKind.NOTE: "#4a525c",
}
VERDICT_INK: dict[VerdictKind, str] = {
    kind: ("#16191d" if kind is VerdictKind.LEAD else "#ffffff") for kind in VerdictKind
}
LAMP_WELL = "#00694c"
LAMP_BAD = "#b3261e"

READ_ON: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in (INK, INK_SOFT) for ground in (GROUND, PANEL, DONE_ROW, NOW_ROW)),
    *((ACCENT, ground) for ground in (PANEL, NOW_ROW)),
    (INK, DEMO_GROUND),
    *((VERDICT_INK[kind], VERDICT_GROUND[kind]) for kind in VerdictKind),
)
"""Every ink and the ground it is read on."""

BASE_WIDTH, BASE_HEIGHT = 1366, 768
STEPS = 16


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in pixels for a window of one size: letters by what they are for, and what fingers hit.

    The next act is the largest text, whatever the window; small text stops shrinking where it could no
    longer be read from a step away.
    """

    space: int
    small: int
    text: int
    act: int
    head: int
    saying: int
    weight: int
    row: int
    button: int


def sizes_for(width: int, height: int) -> Sizes:
    """The sizes for a window of `width` by `height` pixels."""
    scale = min(width / BASE_WIDTH, height / BASE_HEIGHT)
    scale = max(0.7, min(3.0, round(scale * STEPS) / STEPS))

    def pixels(base: int, least: int = 0) -> int:
        return max(least, round(base * scale))

    return Sizes(
        space=pixels(10),
        small=pixels(17, 15),
        text=pixels(20, 17),
        act=pixels(54),
        head=pixels(40),
        saying=pixels(25, 18),
        weight=pixels(44),
        row=pixels(48, 40),
        button=pixels(60, 52),
    )


def style_sheet(sizes: Sizes) -> str:
    """The look of everything that is not painted by hand."""
    corner = f"border-radius: {sizes.space // 2 + 2}px;"
    return f"""
QWidget {{ color: {INK}; font-family: "{FONT}"; font-size: {sizes.text}px; }}
QMainWindow, QWidget#ground {{ background: {GROUND}; }}
QLabel[soft="true"], QHeaderView::section {{ color: {INK_SOFT}; font-size: {sizes.small}px; }}
QLabel#act_hint {{ color: {INK_SOFT}; }}
QLabel[strong="true"] {{ font-weight: bold; }}
QLabel#weight, QLabel#plate {{ font-size: {sizes.weight}px; font-weight: bold; }}
QLabel#demo_mark {{ background: {DEMO_GROUND}; font-weight: bold; padding: 2px {sizes.space}px; {corner} }}
QFrame[panel="true"] {{ background: {PANEL}; border: 1px solid {EDGE}; {corner} }}
QLineEdit {{ background: {PANEL}; border: 2px solid {EDGE}; padding: 4px {sizes.space}px; {corner}
  min-height: {sizes.button - 12}px; placeholder-text-color: {INK_SOFT}; }}
QLineEdit:focus {{ border: 3px solid {ACCENT}; }}
QPushButton {{ background: {PANEL}; border: 2px solid {ACCENT}; padding: 4px {sizes.space * 2}px; {corner}
  min-height: {sizes.button - 12}px; font-weight: bold; color: {ACCENT}; }}
QPushButton:focus {{ border: 4px solid {ACCENT}; }}
QPushButton:pressed {{ background: {NOW_ROW}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QTableView {{ background: {PANEL}; border: 1px solid {EDGE}; gridline-color: {EDGE}; {corner} }}
QScrollBar:vertical {{ background: {GROUND}; width: {sizes.button // 2}px; }}
QScrollBar::handle:vertical {{ background: {INK_SOFT}; min-height: {sizes.button}px; margin: 2px; {corner} }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QHeaderView, QHeaderView::section {{ background: {PANEL}; border: none; padding: 4px 2px; }}
"""
