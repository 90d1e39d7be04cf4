"""The plug-ins in a check-up: which cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from packstation.maintenance.finding import Finding, Level
from packstation.plug_in import PlugIns, channel_plug_ins


def check_plug_ins(found: PlugIns | None = None) -> Iterator[Finding]:
    """A finding for each that is broken, else how many forms of files can be read."""
    plug_ins = channel_plug_ins() if found is None else found
    for broken in plug_ins.broken:
        told = f"{broken.name} cannot be used ({broken.why}) and is left out"
        to_do = "install a version of it that fits this release, or remove it"
        yield Finding("plug-in", Level.TO_DO, told, to_do)
    if not plug_ins.broken:
        told = f"forms of order files that can be read: {len(plug_ins.readers)}"
        yield Finding("plug-ins", Level.FINE, told)
