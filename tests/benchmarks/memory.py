"""How much memory this process holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def rss_kb() -> int:
    """Resident memory of this process in kB where the system tells (Linux), else 0."""
    status = Path("/proc/self/statm")
    if sys.platform == "win32" or not status.exists():
        return 0
    return int(status.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
