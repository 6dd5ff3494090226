"""What devices on the network say of themselves, in the reader's language."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from command_center.setup.allowed_address import refusal_words
from command_center.setup.probing import hint_words
from detection.source.address import Cause
from detection.source.onvif.addresses import host_of
from detection.source.onvif.device import Description
from detection.source.onvif.profiles import Profile, choice, inputs
from detection.source.onvif.trouble import OnvifError, Trouble
from detection.source.probe import CLOCK_OFF_S, Hint

CODECS = {"h264": "H.264", "hevc": "H.265", "mjpeg": "MJPEG", "mpeg4": "MPEG-4"}


def described(found: Description) -> dict[str, Any]:
    """For the page: what it is, its profiles as choices, and those that we would take."""
    profiles = [one for one in found.profiles if one.address]
    if not profiles:
        return {"error": trouble_words()[Trouble.NO_VIDEO]}
    main, sub = choice(profiles)
    named = found.model.lower().startswith(found.maker.lower())
    title = found.model if named else f"{found.maker} {found.model}"
    return {
        "title": title.strip(),
        "firmware": found.firmware,
        "notes": list(_notes(found, profiles)),
        "profiles": [_choice(one) for one in profiles],
        "main": profiles.index(main),
        "sub": None if sub is None else profiles.index(sub),
    }


def trouble_text(error: OnvifError) -> str:
    if error.trouble is Trouble.NO_ADDRESS and error.reason:
        return _(
            "“%(text)s” cannot be used: write addresses as 192.0.2.10, 192.0.2.10-21 or "
            "http://192.0.2.10:8080; 64 at most."
        ) % {"text": error.reason}
    if error.trouble is Trouble.FAULT and error.reason:
        return _("The camera reports an error: %(reason)s") % {"reason": error.reason}
    return trouble_words()[error.trouble]


def trouble_words() -> dict[Trouble, str]:
    return {
        Trouble.NO_ADDRESS: _("This is no address of a camera."),
        Trouble.FORBIDDEN: refusal_words()[Cause.FORBIDDEN_NETWORK],
        Trouble.NO_ANSWER: _(
            "No answer: check that the camera is on, its address, and the network between."
        ),
        Trouble.NOT_ONVIF: _(
            "Something answers, but not by ONVIF: switch ONVIF on in the camera's own pages, or "
            "check the address."
        ),
        Trouble.REFUSED: _(
            "The user name or the password is refused. Many cameras want a user made for ONVIF."
        ),
        Trouble.FAULT: _("The camera reports an error."),
        Trouble.NO_VIDEO: _("It offers no picture: set a profile up in the camera's own pages."),
    }


def silent_words(silent: Mapping[str, Trouble]) -> list[dict[str, str]]:
    """Addresses at which no device was found, by what is wrong with them."""
    found: dict[Trouble, list[str]] = {}
    for address, trouble in silent.items():
        found.setdefault(trouble, []).append(host_of(address))
    words = trouble_words()
    return [{"hosts": ", ".join(hosts), "text": words[one]} for one, hosts in found.items()]


def _notes(found: Description, profiles: list[Profile]) -> Iterator[str]:
    if len(inputs(profiles)) > 1:
        yield _("It has %(count)s inputs: choose the one that is meant.") % {
            "count": len(inputs(profiles))
        }
    if abs(found.clock_offset_s or 0.0) > CLOCK_OFF_S:
        yield hint_words()[Hint.CLOCK_OFF]


def _choice(profile: Profile) -> dict[str, Any]:
    codec = CODECS.get(profile.codec, profile.codec.upper())
    return {
        "address": profile.address,
        "label": f"{profile.width_px} × {profile.height_px} · {codec}",
        "name": profile.name,
        "facts": " · ".join(_facts(profile)),
        "hints": [hint_words()[hint] for hint in profile.hints()],
    }


def _facts(profile: Profile) -> Iterator[str]:
    if profile.fps:
        yield _("%(rate)s pictures/s") % {"rate": number_format(round(profile.fps), 0)}
    if profile.bit_per_s:
        yield f"{number_format(round(profile.bit_per_s / 1e6, 1), 1)} Mbit/s"
    if profile.keyframe_every_s:
        every_s = number_format(round(profile.keyframe_every_s, 1), 1)
        yield _("keyframe every %(seconds)s s") % {"seconds": every_s}
