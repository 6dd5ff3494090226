"""What will not be analysed under an order, and why, however well it is signed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from command_center.law.models import Certificate, Order
from command_center.law.running import software
from command_center.register.models import RegisteredModel
from command_center.venues.models import KIND_LABELS, Camera, Zone
from detection.kinds import EventKind
from detection.register import kinds_missing_from, registered
from detection.rulebook import RULES
from detection.zones import ZoneRefused

MOST_NAMED = 8
SEVERITIES = "high", "medium", "low"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """`severity`: high where nothing runs or a kind is missing, medium, or low for a remark."""

    severity: str
    text: str


def hindrances(order: Order, cameras: Sequence[Camera]) -> list[Hindrance]:
    """`order` may not be entered yet; `cameras` are its own."""
    zones = list(Zone.objects.filter(camera__in=cameras).select_related("camera"))
    found = [
        *_of_the_certificate(order.certificate, cameras),
        *_without_a_model(order),
        *_not_watched(cameras),
        *_without_a_zone(order, cameras, zones),
        *_without_ground(order, zones),
    ]
    return worst_first(found)


def worst_first(found: Sequence[Hindrance]) -> list[Hindrance]:
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def _of_the_certificate(
    certificate: Certificate | None, cameras: Sequence[Camera]
) -> Iterator[Hindrance]:
    if certificate is None:
        yield Hindrance("low", _("No certificate is named: any version may run under it."))
    elif certificate.software != software():
        text = _(
            "Certificate %(certificate)s names another software than runs here "
            "(%(found)s…): nothing will be analysed under this order."
        )
        yield Hindrance("high", text % {"certificate": certificate, "found": software()[:12]})
    elif others := sorted({one.file for one in models_of(cameras)} - _certified(certificate)):
        text = _(
            "Certificate %(certificate)s does not name %(models)s: "
            "cameras that use it are not analysed under this order."
        )
        yield Hindrance("high", text % {"certificate": certificate, "models": named(others)})


def models_of(cameras: Iterable[Camera]) -> list[RegisteredModel]:
    """Those of the register that the analysis of these cameras may use."""
    wanted = {camera.model or settings.MODEL for camera in cameras}
    return [
        one
        for one in RegisteredModel.objects.in_force()
        if one.purpose != "general" or any(map(one.is_meant_by, wanted))
    ]


def _certified(certificate: Certificate) -> set[str]:
    found = RegisteredModel.objects.filter(sha256__in=certificate.models)
    return set(found.values_list("file", flat=True))


def _without_a_model(order: Order) -> Iterator[Hindrance]:
    missing = kinds_missing_from(registered(settings.MODELS_DIR)) & set(order.kinds)
    if missing:
        text = _("Not looked for here, for want of a model: %(kinds)s.")
        kinds = ", ".join(str(KIND_LABELS[kind]) for kind in sorted(missing))
        yield Hindrance("high", text % {"kinds": kinds})


def _not_watched(cameras: Sequence[Camera]) -> Iterator[Hindrance]:
    off = [camera.name for camera in cameras if not camera.is_enabled]
    if off:
        text = _("Switched off, so not analysed: %(cameras)s.")
        yield Hindrance("medium", text % {"cameras": named(off)})


def _without_a_zone(
    order: Order, cameras: Sequence[Camera], zones: Sequence[Zone]
) -> Iterator[Hindrance]:
    for kind in order.kinds:
        if kind not in RULES or RULES[kind].whole_picture:
            continue
        drawn = {zone.camera_id for zone in zones if zone.kind == kind}
        lacking = [camera.name for camera in cameras if camera.pk not in drawn]
        if lacking:
            text = _("No zone is drawn for “%(kind)s”, so it is not looked for by: %(cameras)s.")
            label = KIND_LABELS[EventKind(kind)]
            yield Hindrance("medium", text % {"kind": label, "cameras": named(lacking)})


def _without_ground(order: Order, zones: Sequence[Zone]) -> Iterator[Hindrance]:
    lacking = [
        f"{zone.name} ({zone.camera.name})"
        for zone in zones
        if zone.kind in order.kinds and zone.camera.ground is None and _needs_ground(zone)
    ]
    if lacking:
        text = _(
            "A limit is given in metres, and the ground of the camera is not calibrated: %(zones)s."
        )
        yield Hindrance("medium", text % {"zones": named(lacking)})


def _needs_ground(zone: Zone) -> bool:
    try:
        return zone.kind in RULES and RULES[zone.kind](zone.watched()).needs_ground()
    except (ZoneRefused, TypeError, ValueError):
        return False


def named(names: Sequence[str]) -> str:
    """The first of them, and how many more."""
    told = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return _("%(names)s and %(count)s more") % {"names": told, "count": more} if more > 0 else told
