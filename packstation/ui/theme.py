"""Colours, sizes and type of the window, by name and in one place.

The verdict colours are from Okabe and Ito's palette for colour-blind readers, darkened until white or
black text on them passes 4.5:1; shape and word carry the same meaning without colour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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

SMALLEST_PERCENT, LARGEST_PERCENT, STEP_PERCENT = 100, 200, 25


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody chose for this bench: letters in percent of what fits the window, and for which hand."""

    text_percent: int = SMALLEST_PERCENT
    left_handed: bool = False

    def larger(self) -> Look:
        """One step larger, as far as it goes."""
        steps = self.text_percent // STEP_PERCENT + 1
        return replace(self, text_percent=min(LARGEST_PERCENT, steps * STEP_PERCENT))

    def smaller(self) -> Look:
        """One step smaller, as far as it goes."""
        steps = -(-self.text_percent // STEP_PERCENT) - 1
        return replace(self, text_percent=max(SMALLEST_PERCENT, steps * STEP_PERCENT))

    def for_other_hand(self) -> Look:
        """The same, mirrored."""
        return replace(self, left_handed=not self.left_handed)

    @property
    def roomy(self) -> bool:
        """Whether letters are so large that what stands side by side has to stand one above the other."""
        return self.text_percent > SMALLEST_PERCENT + STEP_PERCENT


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in pixels for a window of one size: letters by what they are for, and what fingers hit.

    The next act is the largest text, whatever the window; small text stops shrinking where it could no
    longer be read from a step away. `act_room` and `saying_room` are the letters of which two lines have
    room: a short text is written larger than that, a long one is not.
    """

    space: int
    small: int
    text: int
    act: int
    act_room: int
    head: int
    saying: int
    saying_room: int
    weight: int
    row: int
    button: int
    command: int


def sizes_for(width: int, height: int, text_percent: int = SMALLEST_PERCENT) -> Sizes:
    """The sizes for a window of `width` by `height` pixels, its letters at `text_percent`.

    What is read from close by grows in full. What is large already grows by less: twice as large, it would
    leave no room for the goods.
    """
    scale = min(width / BASE_WIDTH, height / BASE_HEIGHT)
    scale = max(0.7, min(3.0, round(scale * STEPS) / STEPS))

    growth = (text_percent - SMALLEST_PERCENT) / 100

    def pixels(base: int, least: int = 0, share: float = 0.0) -> int:
        return round(max(least, round(base * scale)) * (1 + growth * share))

    return Sizes(
        space=pixels(10),
        small=pixels(17, 15, share=1),
        text=pixels(20, 17, share=1),
        act=pixels(54, share=0.4),
        act_room=pixels(54, share=0.1),
        head=pixels(40, share=0.1),
        saying=pixels(25, 18, share=0.6),
        saying_room=pixels(25, 18, share=0.3),
        weight=pixels(44, share=0.4),
        row=pixels(48, 40, share=0.5),
        button=pixels(60, 52, share=0.25),
        command=pixels(20, 17, share=0.5),
    )


def style_sheet(sizes: Sizes) -> str:
    """The look of everything that is not painted by hand."""
    # Five commands stand beside each other whatever their letters: what those gain, the rims give.
    growth = sizes.command - sizes.text // 2 if sizes.command < sizes.text else 0
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
CommandBar QPushButton {{ font-size: {sizes.command}px; padding: 4px {max(4, 2 * sizes.space - growth)}px; }}
QPushButton:focus {{ border: 4px solid {ACCENT}; }}
QPushButton:pressed {{ background: {NOW_ROW}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QTableView {{ background: {PANEL}; border: 1px solid {EDGE}; gridline-color: {EDGE}; {corner} }}
QScrollBar:vertical {{ background: {GROUND}; width: {sizes.button // 2}px; }}
QScrollBar::handle:vertical {{ background: {INK_SOFT}; min-height: {sizes.button}px; margin: 2px; {corner} }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QHeaderView, QHeaderView::section {{ background: {PANEL}; border: none; padding: 4px 2px; }}
"""


def pad_style(letter_px: int) -> str:
    """The keys of a pad: letters as large as there is room for, so nothing around them."""
    return f"QPushButton {{ font-size: {letter_px}px; padding: 0; }}"
