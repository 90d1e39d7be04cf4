"""The look of everything that is not painted by hand, in one style sheet."""

from __future__ import annotations

from packstation.ui.design.palette import Palette
from packstation.ui.theme import FONT, Sizes, bar_px, quiet_px


def style_sheet(sizes: Sizes, palette: Palette) -> str:
    """One sheet for the whole window: a change of theme or size swaps it, and nothing is made anew."""
    return (
        _read(sizes, palette) + _touched(sizes, palette) + _picked(sizes, palette) + _scrolled(sizes, palette)
    )


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


def _padding(sizes: Sizes, beside: int) -> str:
    return f"padding: {sizes.padding}px {beside}px;"


def _rim(sizes: Sizes, ink: str, beside: int) -> str:
    inside = f"{sizes.padding - sizes.rim}px {max(0, beside - sizes.rim)}px"
    return f"border: {2 * sizes.rim}px solid {ink}; padding: {inside};"


def _touched(sizes: Sizes, p: Palette) -> str:
    """What is typed into or pressed. The focus moves nothing: a thicker rim takes padding."""
    # Six commands stand beside each other whatever their letters: what those gain, the rims give.
    growth = sizes.command - sizes.text // 2 if sizes.command < sizes.text else 0
    line, wide = f"{sizes.rim}px solid", 2 * sizes.space
    tall = f"min-height: {sizes.button - sizes.frame}px;"
    corner = f"border-radius: {sizes.radius}px;"

    narrow = max(4, wide - growth)
    return f"""
QLineEdit {{ background: {p.panel}; border: {line} {p.rim}; {_padding(sizes, sizes.space)} {corner}
  {tall} placeholder-text-color: {p.ink_soft};
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QPlainTextEdit {{ background: {p.panel}; border: {line} {p.rim}; {_padding(sizes, sizes.padding)} {corner}
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QLineEdit:focus {{ {_rim(sizes, p.accent, sizes.space)} }}
QPlainTextEdit:focus {{ {_rim(sizes, p.accent, sizes.padding)} }}
QLineEdit[wrong="true"] {{ {_rim(sizes, p.lamp_bad, sizes.space)} }}
QPushButton {{ background: {p.panel}; border: {line} {p.accent}; {_padding(sizes, wide)} {corner}
  {tall} font-weight: bold; color: {p.accent}; }}
QPushButton:focus {{ {_rim(sizes, p.accent, wide)} }}
CommandBar QPushButton, RowsScreen QPushButton {{ font-size: {sizes.command}px; {_padding(sizes, narrow)} }}
QPushButton#lead_ok {{ font-size: {sizes.command}px; }}
CommandBar QPushButton:focus, RowsScreen QPushButton:focus {{ {_rim(sizes, p.accent, narrow)} }}
QPushButton:pressed {{ background: {p.now_row}; }}
QPushButton:checked {{ background: {p.accent}; color: {p.panel}; }}
QPushButton:disabled {{ color: {p.ink_soft}; border: {sizes.rim}px dashed {p.rim}; }}
QPushButton#screen_key, QPushButton[quiet="true"] {{ border: 1px solid {p.rim}; color: {p.ink}; min-height: 0;
  font-size: {sizes.small}px; padding: {quiet_px(sizes)}px {sizes.space}px; }}
QPushButton[quiet="true"] {{ font-weight: normal; }}
QPushButton[alarm="true"] {{ background: {p.alarm_ground}; color: {p.alarm_ink}; font-weight: bold; }}
QPushButton#screen_key:focus, QPushButton[quiet="true"]:focus {{ border: 3px solid {p.accent};
  padding: {quiet_px(sizes) - 2}px {sizes.space - 2}px; }}
"""


def _picked(sizes: Sizes, p: Palette) -> str:
    """Lists, and what opens to one."""
    line, corner = f"{sizes.rim}px solid", f"border-radius: {sizes.radius}px;"
    return f"""
QComboBox {{ background: {p.panel}; border: {line} {p.rim}; {_padding(sizes, sizes.space)} {corner}
  font-size: {sizes.command}px;
  min-height: {sizes.button - sizes.frame}px; }}
QComboBox::drop-down {{ border: none; width: {sizes.button * 3 // 4}px; }}
QComboBox:focus {{ {_rim(sizes, p.accent, sizes.space)} }}
QComboBox[told="true"] {{ border: {line} {p.accent}; font-weight: bold; }}
QComboBox QAbstractItemView {{ background: {p.panel}; color: {p.ink};
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QComboBox QAbstractItemView::item {{ min-height: {sizes.row}px; }}
QListView, QTreeView, QTableWidget {{ background: {p.panel}; border: {line} {p.rim}; {corner}
  selection-background-color: {p.now_row}; selection-color: {p.ink}; }}
QListView:focus, QTreeView:focus, QTableWidget:focus {{ border-color: {p.accent}; }}
QListWidget#row_list::item:selected, QLabel#row_why {{ background: {p.accent}; color: {p.panel}; }}
QLabel#row_why {{ {corner} }}
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
QPushButton#file_note {{ padding-top: 1px; padding-bottom: {bar_px(sizes)}px; }}
QPushButton#file_note:focus {{ padding-top: 0; padding-bottom: {bar_px(sizes) - 3}px; }}
QProgressBar#file_bar, QProgressBar#file_bar::chunk {{ min-height: 0; border-radius: 0; }}
QToolTip {{ background: {p.panel}; color: {p.ink}; border: 1px solid {p.rim}; }}
"""


def pad_style(letter_px: int, least_px: int | None = None) -> str:
    """The keys of a pad: letters as large as there is room for, so nothing around them."""
    least = "" if least_px is None else f"min-height: {least_px - 4}px;"
    return f"QPushButton {{ font-size: {letter_px}px; padding: 0; {least} }}"


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
QWidget#world QComboBox::drop-down {{ width: 18px; }}
QWidget#world QComboBox QAbstractItemView {{ background: {p.panel}; color: {p.ink};
  selection-background-color: {p.accent}; selection-color: {p.panel}; }}
QWidget#world QListWidget::item:selected {{ background: {p.now_row}; color: {p.ink}; }}
QWidget#world QGroupBox {{ border: 3px solid {p.edge}; border-radius: 6px; margin-top: 9px;
  padding-top: 6px; }}
QWidget#world QGroupBox::title {{ subcontrol-origin: margin; left: 8px; }}
QWidget#world QGroupBox[turn="true"] {{ border: 3px solid {p.accent}; background: {p.turn_ground}; }}
QDockWidget {{ background: {p.ground}; color: {p.ink}; }}
"""
