"""The look of everything that is not painted by hand, in one style sheet."""

from __future__ import annotations

from packstation.ui.design.palette import Palette
from packstation.ui.theme import FONT, Sizes


def style_sheet(sizes: Sizes, palette: Palette) -> str:
    """One sheet for the whole window: a change of theme or size swaps it, and nothing is made anew."""
    return _read(sizes, palette) + _touched(sizes, palette) + _scrolled(sizes, palette)


def _read(sizes: Sizes, p: Palette) -> str:
    """What is only read: grounds, letters, panels."""
    corner = f"border-radius: {sizes.radius}px;"
    return f"""
QWidget {{ color: {p.ink}; font-family: "{FONT}"; font-size: {sizes.text}px; }}
QMainWindow, QDialog, QWidget#ground {{ background: {p.ground}; }}
QLabel[soft="true"], QHeaderView::section {{ color: {p.ink_soft}; font-size: {sizes.small}px; }}
QLabel#act_hint {{ color: {p.ink_soft}; }}
QLabel[strong="true"] {{ font-weight: bold; }}
QLabel#weight, QLabel#plate {{ font-size: {sizes.weight}px; font-weight: bold; }}
QLabel#demo_mark {{ background: {p.demo_ground}; color: {p.demo_ink}; font-weight: bold;
  padding: 2px {sizes.space}px; {corner} }}
QFrame[panel="true"] {{ background: {p.panel}; border: 1px solid {p.edge}; {corner} }}
"""


def _touched(sizes: Sizes, p: Palette) -> str:
    """What is typed into, pressed or picked from."""
    # Five commands stand beside each other whatever their letters: what those gain, the rims give.
    growth = sizes.command - sizes.text // 2 if sizes.command < sizes.text else 0
    corner = f"border-radius: {sizes.radius}px;"
    return f"""
QLineEdit {{ background: {p.panel}; border: 2px solid {p.rim}; padding: 4px {sizes.space}px; {corner}
  min-height: {sizes.button - 12}px; placeholder-text-color: {p.ink_soft};
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QPlainTextEdit {{ background: {p.panel}; border: 2px solid {p.rim}; padding: 4px; {corner}
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 3px solid {p.accent}; }}
QLineEdit[wrong="true"] {{ border: 3px solid {p.lamp_bad}; }}
QPushButton {{ background: {p.panel}; border: 2px solid {p.accent}; padding: 4px {sizes.space * 2}px; {corner}
  min-height: {sizes.button - 12}px; font-weight: bold; color: {p.accent}; }}
CommandBar QPushButton {{ font-size: {sizes.command}px; padding: 4px {max(4, 2 * sizes.space - growth)}px; }}
QPushButton:focus {{ border: 4px solid {p.accent}; }}
QPushButton:pressed {{ background: {p.now_row}; }}
QPushButton:checked {{ background: {p.accent}; color: {p.panel}; }}
QPushButton:disabled {{ color: {p.ink_soft}; border: 2px dashed {p.rim}; }}
QPushButton#screen_key {{ border: 1px solid {p.rim}; color: {p.ink}; min-height: 0;
  font-size: {sizes.small}px; padding: 2px {sizes.space}px; }}
QPushButton#screen_key:focus {{ border: 3px solid {p.accent}; }}
QPushButton[quiet="true"] {{ border: 1px solid {p.rim}; color: {p.ink}; min-height: 0;
  font-size: {sizes.small}px; font-weight: normal; padding: 2px {sizes.space}px; }}
QPushButton[quiet="true"]:focus {{ border: 3px solid {p.accent}; }}
QComboBox {{ background: {p.panel}; border: 2px solid {p.rim}; padding: 4px {sizes.space}px; {corner}
  min-height: {sizes.button - 16}px; }}
QComboBox::drop-down {{ border: none; width: {sizes.button // 2}px; }}
QComboBox:focus {{ border: 3px solid {p.accent}; }}
QComboBox[told="true"] {{ border: 2px solid {p.accent}; font-weight: bold; }}
QComboBox QAbstractItemView {{ background: {p.panel}; color: {p.ink};
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QComboBox QAbstractItemView::item {{ min-height: {sizes.row}px; }}
QListView, QTreeView, QTableWidget {{ background: {p.panel}; border: 2px solid {p.rim}; {corner}
  selection-background-color: {p.now_row}; selection-color: {p.ink}; }}
QListView:focus, QTreeView:focus, QTableWidget:focus {{ border: 3px solid {p.accent}; }}
"""


def _scrolled(sizes: Sizes, p: Palette) -> str:
    """Lists, their bars, and how far something is."""
    corner = f"border-radius: {sizes.radius}px;"
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QTableView {{ background: {p.panel}; border: 1px solid {p.edge}; gridline-color: {p.edge}; {corner} }}
QScrollBar:vertical {{ background: {p.ground}; width: {sizes.button // 2}px; }}
QScrollBar::handle:vertical {{ background: {p.ink_soft}; min-height: {sizes.button}px; margin: 2px;
  {corner} }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QHeaderView, QHeaderView::section {{ background: {p.panel}; border: none; padding: 4px 2px; }}
QProgressBar {{ background: {p.gauge}; border: none; {corner} min-height: {sizes.text}px;
  max-height: {sizes.text}px; }}
QProgressBar::chunk {{ background: {p.accent}; {corner} }}
QToolTip {{ background: {p.panel}; color: {p.ink}; border: 1px solid {p.rim}; }}
"""


def pad_style(letter_px: int) -> str:
    """The keys of a pad: letters as large as there is room for, so nothing around them."""
    return f"QPushButton {{ font-size: {letter_px}px; padding: 0; }}"


def world_style(palette: Palette) -> str:
    """The dock beside the demo: smaller, and plainly not the bench itself."""
    p = palette
    return f"""
QWidget#world * {{ font-size: 13px; font-weight: normal; }}
QWidget#world QPushButton {{ min-height: 24px; padding: 2px 10px; border-width: 1px; font-weight: bold; }}
QWidget#world QPushButton:checked {{ background: {p.alarm_ground}; color: {p.alarm_ink};
  border-color: {p.lamp_bad}; }}
QWidget#world QListWidget, QWidget#world QComboBox {{ background: {p.panel}; border: 1px solid {p.rim}; }}
QWidget#world QComboBox {{ min-height: 20px; padding: 1px 4px; }}
QWidget#world QComboBox QAbstractItemView {{ background: {p.panel}; color: {p.ink};
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QWidget#world QListWidget::item:selected {{ background: {p.now_row}; color: {p.ink}; }}
QWidget#world QGroupBox {{ border: 3px solid {p.edge}; border-radius: 6px; margin-top: 9px;
  padding-top: 6px; }}
QWidget#world QGroupBox::title {{ subcontrol-origin: margin; left: 8px; }}
QWidget#world QGroupBox[turn="true"] {{ border: 3px solid {p.accent}; background: {p.turn_ground}; }}
QDockWidget {{ background: {p.ground}; color: {p.ink}; }}
"""
