"""Colours, sizes and type of the window, by name and in one place.

The verdict colours are from Okabe and Ito's palette for colour-blind readers, darkened until white or
black text on them passes 4.5:1; shape and word carry the same meaning without colour.
"""

from __future__ import annotations

from packstation.ui.verdict import VerdictKind

GROUND = "#f4f5f7"
PANEL = "#ffffff"
INK = "#16191d"
INK_SOFT = "#4a525c"
EDGE = "#c9ced6"
ACCENT = "#0b4f8a"
DONE_ROW = "#e3f1ea"
NOW_ROW = "#fff3cf"

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

TEXT_PX = 22
SMALL_PX = 18
ACT_PX = 54
HEAD_PX = 64
SAYING_PX = 34
WEIGHT_PX = 64
ROW_PX = 64
BUTTON_PX = 72
SPACE_PX = 16

STYLE_SHEET = f"""
* {{ font-family: "DejaVu Sans"; font-size: {TEXT_PX}px; color: {INK}; }}
QMainWindow, QWidget#ground {{ background: {GROUND}; }}
QLabel#next_act {{ font-size: {ACT_PX}px; font-weight: bold; color: {INK}; }}
QLabel[soft="true"] {{ color: {INK_SOFT}; font-size: {SMALL_PX}px; }}
QLabel[strong="true"] {{ font-weight: bold; }}
QLabel#weight {{ font-size: {WEIGHT_PX}px; font-weight: bold; }}
QFrame[panel="true"] {{ background: {PANEL}; border: 1px solid {EDGE}; border-radius: 8px; }}
QLineEdit {{ background: {PANEL}; border: 2px solid {EDGE}; border-radius: 8px; padding: 10px;
  min-height: 44px; }}
QLineEdit:focus {{ border: 3px solid {ACCENT}; }}
QPushButton {{ background: {PANEL}; border: 2px solid {ACCENT}; border-radius: 8px; padding: 8px 24px;
  min-height: {BUTTON_PX - 20}px; font-weight: bold; color: {ACCENT}; }}
QPushButton:focus {{ border: 4px solid {ACCENT}; }}
QPushButton:pressed {{ background: {NOW_ROW}; }}
QTableView {{ background: {PANEL}; border: 1px solid {EDGE}; border-radius: 8px; gridline-color: {EDGE}; }}
"""
