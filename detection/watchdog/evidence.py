"""What speaks for each fault in a picture's looks."""

from collections.abc import Mapping

from detection.watchdog.looks import Looks
from detection.watchdog.picture_fault import PictureFault
from detection.watchdog.placement import Placement, placement
from detection.watchdog.reference import Reference

DARK, DARKEST = 16.0, 26.0
"""Grey levels of the mean and of the brightest fiftieth: a lamp in the night is brighter."""

BARE = 0.1
"""Share of the middle with detail: a covered lens shows some where light comes in at its edge."""

USUALLY_BARE = 0.2
"""A camera that looks at the sky is not called covered."""

BLURRED = 0.35
"""Share of the usual sharpness. Crowds and trembling leave 0.55, a blur of 4 px 0.25 at most."""

AGREEING, MOVED = 0.4, 0.012
"""Shares of the blocks and of the width: then zones no longer lie where they were drawn."""

RATHER = 1.2
"""So many times more blocks must have moved together than lie in place."""

LOST = 0.1
"""Share of the blocks in place: a lorry before the lens leaves more, another view does not."""

Reason = Mapping[str, float]
Evidence = Mapping[PictureFault, Reason]
"""The faults of which something is seen, and the measures that say so."""


def evidence(looks: Looks, reference: Reference) -> Evidence:
    """What is black can be neither sharp nor in its place, and what is bare not in its place."""
    if looks.brightness < DARK and looks.brightest < DARKEST:
        return {PictureFault.BLACK: _rounded(looks, "brightness", "brightest")}
    if looks.detail < BARE:
        return _covered(looks, reference) | _defocused(looks, reference)
    return _defocused(looks, reference) | _turned_away(looks, reference)


def _covered(looks: Looks, reference: Reference) -> dict[PictureFault, Reason]:
    if reference.detail < USUALLY_BARE:
        return {}
    return {PictureFault.COVERED: _rounded(looks, "brightness", "detail")}


def _defocused(looks: Looks, reference: Reference) -> dict[PictureFault, Reason]:
    if not reference.is_ready:
        return {}
    share = looks.sharpness / max(reference.sharpness, 1e-6)
    return {PictureFault.DEFOCUSED: {"sharpness": round(share, 3)}} if share < BLURRED else {}


def _turned_away(looks: Looks, reference: Reference) -> dict[PictureFault, Reason]:
    if not reference.is_ready:
        return {}
    placed = placement(reference.edges, looks.edges)
    if placed is None or not _is_away(placed):
        return {}
    return {PictureFault.TURNED_AWAY: _rounded(placed, "in_place", "agreeing", "moved")}


def _is_away(placed: Placement) -> bool:
    has_moved = (
        placed.moved >= MOVED
        and placed.agreeing >= AGREEING
        and placed.agreeing >= RATHER * placed.in_place
    )
    return has_moved or placed.in_place < LOST


def _rounded(measures: Looks | Placement, *names: str) -> dict[str, float]:
    return {name: round(float(getattr(measures, name)), 3) for name in names}
