"""What somebody chose for a bench, and the sizes of letters, space and keys that follow from its window."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from packstation.domain.value import value

FONT = "DejaVu Sans"

BASE_WIDTH, BASE_HEIGHT = 1366, 768
STEPS = 16

SMALLEST_PERCENT, LARGEST_PERCENT, STEP_PERCENT = 100, 200, 25
ROOMY_SHARE, USUAL_SHARE = 0.42, 0.35
"""The height of letters in parts of a key's: a third as they come, more than two fifths from 150 % on."""
LEAST_PADDING_PX = 2
"""Between the thickest rim of a key and its letters, above and below."""
USUAL_VOLUME, VOLUME_STEP = 70, 10


class Theme(StrEnum):
    """What somebody chose; `SYSTEM` does as the PC does."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"
    SYSTEM = "system"

    def following(self) -> Theme:
        """The next one, for the key that goes round."""
        themes = list(Theme)
        return themes[(themes.index(self) + 1) % len(themes)]


@value
class Look:
    """What somebody chose for this bench; letters are in percent of what fits the window.

    `language` is empty for the one of the settings; `volume` in percent is heard while `sounds` are on.
    """

    text_percent: int = SMALLEST_PERCENT
    left_handed: bool = False
    theme: Theme = Theme.LIGHT
    language: str = ""
    sounds: bool = True
    volume: int = USUAL_VOLUME

    def larger(self) -> Look:
        """One step larger, as far as it goes."""
        steps = self.text_percent // STEP_PERCENT + 1
        return replace(self, text_percent=min(LARGEST_PERCENT, steps * STEP_PERCENT))

    def smaller(self) -> Look:
        """One step smaller, as far as it goes."""
        steps = -(-self.text_percent // STEP_PERCENT) - 1
        return replace(self, text_percent=max(SMALLEST_PERCENT, steps * STEP_PERCENT))

    def in_next_size(self) -> Look:
        """One step larger, and from the largest to the smallest: for a key that goes round."""
        largest = self.text_percent >= LARGEST_PERCENT
        return replace(self, text_percent=SMALLEST_PERCENT) if largest else self.larger()

    def for_other_hand(self) -> Look:
        """The same, mirrored."""
        return replace(self, left_handed=not self.left_handed)

    def in_next_theme(self) -> Look:
        """The same in other colours."""
        return replace(self, theme=self.theme.following())

    def louder(self) -> Look:
        """One step louder; what was silent is heard again."""
        return replace(self, sounds=True, volume=min(100, self.volume + VOLUME_STEP))

    def quieter(self) -> Look:
        """One step quieter."""
        return replace(self, volume=max(VOLUME_STEP, self.volume - VOLUME_STEP))

    def muted_or_not(self) -> Look:
        """Tones off, or on again."""
        return replace(self, sounds=not self.sounds)


@value
class Sizes:
    """Sizes in pixels for a window of one size: letters by what they are for, and what fingers hit.

    The next act is the largest text, whatever the window; small text stops shrinking where it could no
    longer be read from a step away. `act_room` and `saying_room` are the letters of which two lines have
    room: a short text is written larger than that, a long one is not.
    """

    space: int
    radius: int
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

    @property
    def roomy(self) -> bool:
        """Whether letters are so large beside keys that what can be read twice has to go."""
        return self.text > ROOMY_SHARE * self.button

    @property
    def larger(self) -> bool:
        """Whether somebody chose larger letters than fit the window by themselves."""
        return self.text > USUAL_SHARE * self.button

    @property
    def rim(self) -> int:
        """How thick the rim of what is touched or typed into is: seen on a large display, too."""
        return max(2, round(self.space / 5))

    @property
    def frame(self) -> int:
        """What rim and padding add to the height of a key or a field."""
        return 2 * (self.padding + self.rim)

    @property
    def padding(self) -> int:
        """Between a rim and its letters: what has the focus gives half of it to a rim twice as thick."""
        return LEAST_PADDING_PX + self.rim


def quiet_px(sizes: Sizes) -> int:
    """What lies above and below the words of a line in the bar above everything."""
    return max(2, round(sizes.space / 5))


def bar_px(sizes: Sizes) -> int:
    """How high a bar is that says how far something is: as much as its line has around its words."""
    return 2 * quiet_px(sizes) - 1


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
        radius=pixels(7),
        small=pixels(17, 15, share=1),
        text=pixels(20, 17, share=1),
        act=pixels(54, share=0.4),
        act_room=pixels(54, share=-0.2),
        head=pixels(44, share=0.1),
        saying=pixels(25, 18, share=0.6),
        saying_room=pixels(25, 18, share=0.3),
        weight=pixels(44, share=0.4),
        row=pixels(48, 40, share=0.5),
        button=pixels(60, 52, share=0.25),
        command=pixels(20, 17, share=0.5),
    )
