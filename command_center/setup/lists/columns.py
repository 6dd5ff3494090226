"""The columns of a list of cameras, as it is exported and imported."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

EXPORTED = (
    "venue",
    "name",
    "address",
    "sub_address",
    "user",
    "queue",
    "analysed_per_s",
    "watched",
)
PASSWORD = "password"
"""Goes in and never comes out."""

DRAWN = ("zones", "masks", "ground", "placement")
"""In JSON only: no table holds them."""

NEEDED = ("venue", "name")
IN_CSV = (*EXPORTED, PASSWORD)
IN_JSON = (*IN_CSV, *DRAWN)


class ColumnRow(NamedTuple):
    name: str
    meaning: str
    example: str = ""

    @property
    def is_needed(self) -> bool:
        return self.name in NEEDED


def column_rows() -> list[ColumnRow]:
    """Each with what to write in it, for whoever makes a list."""
    sub_address = _("The same view with fewer pixels, for small tiles.")
    return [
        ColumnRow("venue", _("Name of the venue."), _("Stadium")),
        ColumnRow("name", _("Name of the camera, the only one of its venue."), _("North gate")),
        ColumnRow("address", _("Where its picture comes from."), "rtsp://192.0.2.10/stream1"),
        ColumnRow("sub_address", sub_address, "rtsp://192.0.2.10/stream2"),
        ColumnRow("user", _("User name that the camera asks for."), "vigie"),
        ColumnRow(PASSWORD, _("Only to set a new one. No export holds it.")),
        ColumnRow("queue", _("Watched by any worker, or by one with a GPU."), "cpu, gpu"),
        ColumnRow("analysed_per_s", _("Frames analysed per second."), "5"),
        ColumnRow("watched", _("Whether it is watched."), _("yes, no")),
        ColumnRow(", ".join(DRAWN), _("In JSON only, as the export writes them.")),
    ]


def column_faults(given: Sequence[str], known: Sequence[str]) -> list[str]:
    """What is wrong with the columns of a list, with the ones that there are."""
    faults = [_unknown(name, known) for name in given if name not in known]
    faults += [_("The column “%(name)s” is missing.") % {"name": name} for name in _missing(given)]
    twice = sorted({name for name in given if given.count(name) > 1})
    faults += [_("The column “%(name)s” is there twice.") % {"name": name} for name in twice]
    if faults:
        faults.append(_("The columns are: %(columns)s.") % {"columns": ", ".join(known)})
    return faults


def nearest(given: str, known: Iterable[str]) -> str:
    """The name that was probably meant; empty where none is near."""
    return next(iter(get_close_matches(given, list(known), 1, 0.6)), "")


def _missing(given: Sequence[str]) -> list[str]:
    return [name for name in NEEDED if name not in given]


def _unknown(name: str, known: Sequence[str]) -> str:
    told = _("There is no column “%(name)s”.") % {"name": name[:40]}
    near = nearest(name, known)
    meant = _("Did you mean “%(near)s”?") % {"near": near}
    return f"{told} {meant}" if near else told
