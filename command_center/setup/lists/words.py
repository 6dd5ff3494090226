"""What a line would change, in words; a secret is said to be new, and is not said."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.setup.credentials import parted
from command_center.setup.difference_rows import DifferenceRow, difference_rows
from command_center.setup.lists.csv_cells import number
from command_center.setup.lists.record import Record
from command_center.venues.models import QUEUES
from command_center.venues.weakening import Weakening
from detection.source.address import withheld

NONE = "–"


def changes_in_words(before: Record, after: Record) -> Iterator[DifferenceRow]:
    if before["user"] != after["user"]:
        yield DifferenceRow("", _("user name"), before["user"] or NONE, after["user"] or NONE)
    for row in difference_rows(_told(before), _told(after)):
        is_moved = row.before == row.after  # as many points, elsewhere
        yield (
            row._replace(after=_("%(points)s, moved") % {"points": row.after}) if is_moved else row
        )


def secrets_in_words(before: str, after: str, has_new_password: bool) -> Iterator[DifferenceRow]:
    """Of a camera's two addresses: what differs and is in no record."""
    (address, kept), (wanted, credentials) = parted(before), parted(after)
    was = _("kept") if kept.password else NONE
    if has_new_password:
        yield DifferenceRow("", _("password"), was, _("new password"))
    elif kept.password and not credentials.password:
        yield DifferenceRow("", _("password"), was, NONE)
    if address != wanted and withheld(address) == withheld(wanted):
        yield DifferenceRow("", _("address"), withheld(address), _("new secret within it"))


def facts_in_words(record: Record, has_password: bool) -> list[str]:
    """Of a new camera, what is worth a look."""
    told = _told(record)
    zones, masks = len(record["zones"]), len(record["masks"])
    found = [
        record["sub_address"],
        record["user"],
        _("new password") if has_password else "",
        told["queue"] if record["queue"] != "cpu" else "",
        _("%(rate)s frames/s") % {"rate": told["analysed_per_s"]},
        ngettext("%(count)s zone", "%(count)s zones", zones) % {"count": zones} if zones else "",
        ngettext("%(count)s mask", "%(count)s masks", masks) % {"count": masks} if masks else "",
        "" if record["watched"] else _("not watched"),
    ]
    return [fact for fact in found if fact]


def weakening_in_words(found: Weakening) -> str:
    if not found.zone:
        return _("It uncovers what was masked.")
    return _("It raises the limit of the zone “%(zone)s”.") % {"zone": found.zone}


def _told(record: Record) -> Mapping[str, Any]:
    """As a set-up, its values in words."""
    return {
        "address": record["address"],
        "sub_address": record["sub_address"] or None,
        "queue": str(dict(QUEUES)[record["queue"]]),
        "analysed_per_s": number(record["analysed_per_s"]),
        "is_enabled": _("yes") if record["watched"] else _("no"),
        "ground": _points(record["ground"]),
        **{part: record[part] for part in ("zones", "masks", "placement")},
    }


def _points(ground: list[Any] | None) -> str | None:
    if ground is None:
        return None
    return ngettext("%(count)s point", "%(count)s points", len(ground)) % {"count": len(ground)}
