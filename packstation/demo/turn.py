"""Where in the simulated world one does what the bench asks for."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.ui.verdict import ActCode

TURNS: Mapping[ActCode, str] = {
    ActCode.SIGN_IN: "badges",
    ActCode.START_ORDER: "totes",
    ActCode.SCAN_GOODS: "goods",
    ActCode.MOVE_UNIT: "goods",
    ActCode.PUT_BACK: "goods",
    ActCode.WEIGH_CARTON: "scale",
    ActCode.CLEAR_SCALE: "scale",
    ActCode.CLEAR_BENCH: "scale",
    ActCode.LIGHT_CARTON: "scale",
    ActCode.HEAVY_CARTON: "scale",
    ActCode.SCAN_LABEL: "label",
    ActCode.SCAN_COPY: "label",
    ActCode.ANSWER_LABEL: "label",
    ActCode.MEND_PRINTER: "trouble",
    ActCode.MEND_SCALE: "trouble",
}
"""The bench's next act, and the section where one does it."""
