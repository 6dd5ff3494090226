"""Why a ground is refused, in the reader's words."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.venues.models import Camera, Zone
from detection.ground import GroundRefused
from detection.rulebook import RULES


class Refusal(NamedTuple):
    """`points`: the numbers that it is about, as the page shows them."""

    fault: str
    text: str
    points: tuple[int, ...]


def refusal_of(refused: GroundRefused, numbers: Sequence[int], error_m: float = 0.0) -> Refusal:
    """`numbers`: those on the page, in the order of the points that were refused."""
    points = tuple(numbers[number - 1] for number in refused.points)
    named = {"points": _listed(points), "error": length(error_m), "pairs": _pairs(points)}
    return Refusal(refused.fault, _text(refused) % named, points)


def length(metres: float) -> str:
    """In cm below a metre."""
    if metres < 1:
        return _("%(length)s cm") % {"length": number(100 * metres, 1 if metres < 0.1 else 0)}
    return _("%(length)s m") % {"length": number(metres, 2)}


def number(value: float, digits: int) -> str:
    """Rounded: Django's own cuts off."""
    return number_format(round(value, digits), digits)


def ground_is_needed(camera: Camera) -> str | None:
    """Why the ground cannot be removed."""
    names = [zone.name for zone in camera.zones.all() if _is_in_metres(zone)]
    if not names:
        return None
    text = ngettext(
        "The zone %(zones)s has a limit per m²: change it first, then remove the ground.",
        "The zones %(zones)s have limits per m²: change them first, then remove the ground.",
        len(names),
    )
    return text % {"zones": ", ".join(_("“%(name)s”") % {"name": name} for name in names)}


def unknown_points(numbers: Sequence[int]) -> str:
    text = ngettext(
        "Point %(points)s has no place on the ground yet: give it, or delete the point.",
        "Points %(points)s have no place on the ground yet: give it, or delete the points.",
        len(numbers),
    )
    return text % {"points": _listed(numbers)}


def _is_in_metres(zone: Zone) -> bool:
    watched = zone.watched()
    return watched.kind in RULES and RULES[watched.kind](watched).needs_ground()


def _text(refused: GroundRefused) -> str:
    texts = {
        "too_few": _("Mark at least four points whose places on the ground are known."),
        "too_many": _("Give at most ten points by distances, more by coordinates or by a shape."),
        "equal_picture": _("Points %(points)s are in the same place in the picture: move one."),
        "equal_ground": _("Points %(points)s are the same place on the ground: correct one."),
        "line_picture": _(
            "Points %(points)s lie (almost) on one line in the picture: choose the corners of a "
            "large quadrangle."
        ),
        "line_ground": _(
            "Points %(points)s lie (almost) on one line on the ground: choose the corners of a "
            "large quadrangle."
        ),
        "horizon": _(
            "This is no ground seen from above: points %(points)s would lie beyond the horizon. "
            "Two points are exchanged, or one is far from its place."
        ),
        "mirrored": _(
            "The ground is as in a mirror: left and right are exchanged. Turn the y axis round, or "
            "exchange the points."
        ),
        "error": _(
            "The points miss their places by %(error)s on average: too much. Check point "
            "%(points)s first."
        ),
        "disagree": _(
            "The distances contradict each other by %(error)s on average: check the one that is "
            "furthest off first."
        ),
        "no_distance": _("The distance between points %(points)s must be above zero."),
        "loose": _("The points can still move against each other: measure %(pairs)s too."),
    }
    return texts.get(refused.fault) or str(refused).replace("%", "%%")


def _listed(points: Sequence[int]) -> str:
    named = [str(point) for point in points]
    if len(named) < 2:
        return "".join(named)
    return _("%(some)s and %(last)s") % {"some": ", ".join(named[:-1]), "last": named[-1]}


def _pairs(points: Sequence[int]) -> str:
    pairs = zip(points[::2], points[1::2], strict=False)
    return ", ".join(f"{one}–{other}" for one, other in pairs)
