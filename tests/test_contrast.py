"""Each colour that says something is told from what it lies on, in both themes (WCAG 2.2, 1.4.3 and
1.4.11); and nothing is saturated at rest."""

import colorsys
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "frontend" / "styles" / "tokens.css"
TWO = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
THEMES = ("light", "dark")
COLOURS = {
    theme: {name: found[number] for name, *found in TWO.findall(TOKENS.read_text())}
    for number, theme in enumerate(THEMES)
}

GROUNDS = ("canvas", "surface", "raised")
TEXTS = ("text", "text-soft", "text-faint", "accent", "high", "medium", "low", "good")
OWN_GROUNDS = (("text", "high-soft"), ("text", "medium-soft"), ("text", "accent-soft"))
TEXT_PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS] + list(OWN_GROUNDS)
MARK_PAIRS = [("line-control", ground) for ground in GROUNDS] + [
    ("focus", "canvas"),
    ("focus", "surface"),
    ("high", "high-soft"),
    ("medium", "medium-soft"),
]
AT_REST = (*GROUNDS, "hover", "line", "text", "text-soft", "text-faint", "line-control")
MOST_CHROMA = 0.14
"""Of red, green and blue, largest less smallest, 0 to 1: grey is normal."""


def channels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Relative, as WCAG 2.2 defines it."""
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, one: str, other: str) -> float:
    lighter, darker = sorted(
        (luminance(COLOURS[theme][name]) for name in (one, other)), reverse=True
    )
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_read_on_its_ground(theme: str, text: str, ground: str) -> None:
    assert contrast(theme, text, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_control_and_mark_are_told_from_their_ground(theme: str, mark: str, ground: str) -> None:
    assert contrast(theme, mark, ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_priorities_are_told_from_each_other_by_more_than_lightness(theme: str) -> None:
    hues = {
        name: colorsys.rgb_to_hls(*channels(COLOURS[theme][name]))[0]
        for name in ("high", "medium", "low")
    }
    assert len({round(hue, 1) for hue in hues.values()}) == 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", AT_REST)
def test_nothing_is_saturated_at_rest(theme: str, name: str) -> None:
    told = channels(COLOURS[theme][name])
    assert max(told) - min(told) <= MOST_CHROMA
