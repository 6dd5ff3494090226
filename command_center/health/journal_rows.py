"""The journal on the health page, in words."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.health.part_row import PartRow
from command_center.journal.condition import Condition, condition


def journal_rows() -> list[PartRow]:
    found = condition()
    is_well = found.broken is None and not found.refused and found.waiting_since is None
    return [
        PartRow(_("Journal"), _state(found), is_well),
        PartRow(_("Journal signed"), _signed(found), found.is_signed_lately),
    ]


def _state(found: Condition) -> str:
    if found.broken:
        return _("does not continue what was signed: %(why)s") % {"why": found.broken.why}
    if found.refused:
        text = ngettext(
            "%(count)s entry was written or changed behind the application’s back",
            "%(count)s entries were written or changed behind the application’s back",
            found.refused,
        )
        return text % {"count": found.refused}
    if found.waiting_since:
        text = _("entries have waited for their places since %(since)s")
        return text % {"since": _time(found.waiting_since)}
    return _("continues what was signed")


def _signed(found: Condition) -> str:
    if found.signed_at is None:
        return _("not yet")
    text = _("%(when)s, with %(size)s entries")
    return text % {"when": _time(found.signed_at), "size": found.signed_size}


def _time(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
