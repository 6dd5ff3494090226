"""How long a practised person would take, by the Keystroke-Level Model (Card, Moran, Newell 1980).

The browser is driven as fast as it answers; each action adds what a hand and a head would need.
"""

import time
from collections.abc import Sequence

from playwright.sync_api import Locator, Page

KEY_S = 0.28
"""An average typist who is not a secretary: 40 words a minute."""

POINT_S, PRESS_S, HOME_S, THINK_S = 1.1, 0.1, 0.4, 1.35
"""To a target; a button down or up; a hand from mouse to keyboard; deciding what comes next."""

Place = tuple[float, float]
"""In fractions of an element."""


class Human:
    """`takes_s` is their time and the product's: whatever the product takes, they wait for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.acting_s = 0.0
        self._began_s = time.monotonic()

    @property
    def takes_s(self) -> float:
        return self.acting_s + time.monotonic() - self._began_s

    def waits(self, seconds: float) -> None:
        """For what is not the product's."""
        self.acting_s += seconds

    def click(self, target: Locator) -> None:
        self.acting_s += THINK_S + POINT_S + 2 * PRESS_S
        self.page.wait_for_load_state()  # no hand is faster than a page
        target.click()

    def type(self, target: Locator, text: str) -> None:
        """Into a field that is clicked first."""
        self.click(target)
        self.acting_s += HOME_S + KEY_S * len(text) + HOME_S
        target.fill(text)

    def choose(self, target: Locator, label: str) -> None:
        """In a list that opens: two clicks."""
        self.acting_s += THINK_S + 2 * (POINT_S + 2 * PRESS_S)
        target.select_option(label=label)

    def press(self, key: str) -> None:
        self.acting_s += KEY_S
        self.page.keyboard.press(key)

    def click_on(self, target: Locator, places: Sequence[Place]) -> None:
        """One after the other, on a picture: the first is decided about, the others follow."""
        self.acting_s += THINK_S
        for place in places:
            self.acting_s += POINT_S + 2 * PRESS_S
            self.page.mouse.click(*_pixels(target, place))

    def drag(self, target: Locator, to: Locator, place: Place) -> None:
        self.acting_s += THINK_S + 2 * (POINT_S + PRESS_S)
        target.hover()
        self.page.mouse.down()
        self.page.mouse.move(*_pixels(to, place), steps=5)
        self.page.mouse.up()


def _pixels(target: Locator, place: Place) -> Place:
    box = target.bounding_box()
    assert box is not None
    return box["x"] + place[0] * box["width"], box["y"] + place[1] * box["height"]
