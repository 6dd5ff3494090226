"""Said on every page, to those who may read the journal or run the system: it is broken."""

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from command_center.journal.condition import condition
from command_center.people.reached import reach_of
from command_center.streams.banners import Banner

TOLD = ("journal.view_entry", "health.view_health")


def journal_banners(request: HttpRequest) -> list[Banner]:
    if not any(reach_of(request, one).is_everywhere for one in TOLD):
        return []
    found = condition()
    texts = []
    if found.broken:
        when = formats.date_format(
            timezone.localtime(found.broken.found_at), "SHORT_DATETIME_FORMAT"
        )
        text = _(
            "The journal does not continue what was signed (%(when)s): %(why)s Nothing of it is "
            "signed until somebody has looked into it."
        )
        texts.append(text % {"when": when, "why": found.broken.why})
    if found.refused:
        text = ngettext(
            "%(count)s entry of the journal was written or changed behind the application’s back: "
            "find out who has the password of the database’s owner.",
            "%(count)s entries of the journal were written or changed behind the application’s "
            "back: find out who has the password of the database’s owner.",
            found.refused,
        )
        texts.append(text % {"count": found.refused})
    return [Banner("high", text) for text in texts]
