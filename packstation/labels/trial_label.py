"""A label that says it is a test: what the printer makes of letters, lines and bars.

It belongs to no order and bears no number of ours, so that nobody sticks it on a carton. Not tested on real
hardware.
"""

from __future__ import annotations

from pathlib import Path

from packstation.labels.code128 import Code128
from packstation.labels.template import dots
from packstation.labels.zone_painter import ZonePainter
from packstation.labels.zpl import ZplWriter

TRIAL_CODE = "PACKSTATION-TEST"
"""What its barcode says: the scanner can be tried by it."""


def write_trial_label(resources: Path, dpi: int, bench_name: str) -> bytes:
    """The bytes of one such label as ZPL; `resources` is the folder with `fonts` and `labels`."""
    painter = ZonePainter(resources, "trial-4x6.toml", dpi)
    template = painter.template
    zpl = ZplWriter()
    zpl.put(painter.printed)
    code, area = Code128(TRIAL_CODE), template.barcode
    module = dots(area.module, dpi)
    left = (dots(template.width, dpi) - module * code.width_modules) // 2
    zpl.code128(left, dots(area.top, dpi), dots(area.height, dpi), module, code)
    zpl.put(painter.line("place", bench_name))
    zpl.put(painter.line("code", TRIAL_CODE))
    return zpl.label(dots(template.width, dpi), dots(template.length, dpi))
