"""Makes the tones of the bench: `python packaging/sounds.py` writes resources/sounds anew.

Each answer has a rhythm of its own, so that it is told apart by who hears no high tones, in a hall where
forklifts hum: yes is one short tick, a complete line two rising tones, a complete order three, no one long
low buzz, fetch the lead three pairs in alarm. Pitches lie between 160 Hz and 1.2 kHz, where old ears hear.
Standard library only, and the same bytes on every machine.
"""

from __future__ import annotations

import sys
import wave
from array import array
from dataclasses import dataclass
from math import pi, sin
from pathlib import Path

RATE = 48_000
PEAK = 0.8
"""Of what 16 bits hold: room left for a loudspeaker's own filters."""
ATTACK_S, RELEASE_S = 0.006, 0.03
SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"


@dataclass(frozen=True, slots=True)
class Tone:
    """A pitch in Hz held for `seconds`, then silence for `rest`; `rough` adds odd harmonics: a buzz."""

    pitch: float
    seconds: float
    rest: float = 0.0
    rough: bool = False


TONES: dict[str, tuple[Tone, ...]] = {
    "yes": (Tone(880, 0.09),),
    "line_complete": (Tone(660, 0.1, 0.05), Tone(990, 0.16)),
    "order_complete": (Tone(523.25, 0.12, 0.04), Tone(659.25, 0.12, 0.04), Tone(783.99, 0.38)),
    "no": (Tone(165, 0.6, rough=True),),
    "lead": (
        Tone(1174, 0.09, 0.04), Tone(587, 0.09, 0.16),
        Tone(1174, 0.09, 0.04), Tone(587, 0.09, 0.16),
        Tone(1174, 0.09, 0.04), Tone(587, 0.22),
    ),
}  # fmt: skip
"""By the name of the answer; a note makes no sound."""


def samples(tones: tuple[Tone, ...]) -> array[int]:
    """The tones one behind the other, as 16-bit samples."""
    made = array("h")
    for tone in tones:
        count = round(tone.seconds * RATE)
        for number in range(count):
            at_s = number / RATE
            swell = min(1.0, at_s / ATTACK_S, (count - number) / RATE / RELEASE_S)
            made.append(round(32_767 * PEAK * swell * _wave(tone, at_s)))
        made.extend([0] * round(tone.rest * RATE))
    return made


def _wave(tone: Tone, at_s: float) -> float:
    turn = 2 * pi * tone.pitch * at_s
    if not tone.rough:
        return 0.85 * sin(turn) + 0.15 * sin(2 * turn)
    return 0.6 * (sin(turn) + sin(3 * turn) / 3 + sin(5 * turn) / 5 + sin(7 * turn) / 7)


def write(folder: Path) -> list[Path]:
    """Write every tone into a folder; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, tones in TONES.items():
        path = folder / f"{name}.wav"
        made = samples(tones)
        if sys.byteorder == "big":
            made.byteswap()
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(made.tobytes())
        written.append(path)
    return written


if __name__ == "__main__":
    for made in write(SOUNDS):
        print(made.name)
