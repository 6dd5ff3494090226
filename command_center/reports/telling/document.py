"""The whole report as one document."""

from collections.abc import Callable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command_center.documents import Document
from command_center.reports.composing import Content
from command_center.reports.telling.access import access
from command_center.reports.telling.alerts import alerts
from command_center.reports.telling.analysis import analysis
from command_center.reports.telling.blocks import Block, Told
from command_center.reports.telling.erased import erased
from command_center.reports.telling.notices import notices
from command_center.reports.telling.order import order
from command_center.reports.telling.review import review
from command_center.reports.telling.stops import stops
from command_center.reports.telling.versions import versions

PARTS: list[Callable[[Told], Iterator[Block]]] = [
    *(order, analysis, alerts, erased, stops, access, notices, versions, review)
]


def document(content: Content, sha256: str) -> Document:
    """In the reader's language, of nothing but the content: what was frozen always gives the same
    bytes in a language, as long as this software says it in the same words."""
    told = Told(content)
    blocks = [block for part in PARTS for block in part(told)]
    language = get_language() or "fr"
    return Document(_title(told), _subtitle(told), blocks, _foot(told, sha256), language)


def _title(told: Told) -> str:
    number = {"number": told.content["number"], "order": told.order["reference"]}
    return _("Weekly report no. %(number)s on order %(order)s") % number


def _subtitle(told: Told) -> str:
    week = told.content["week"]
    line = _("Week %(week)s, from %(since)s to %(until)s") % {
        "week": week["iso"],
        "since": told.at(week["since"]),
        "until": told.at(week["until"]),
    }
    marks = [_("broken week")] if week["is_broken"] else []
    if told.content["review"] is None:
        marks.append(_("draft"))
    return " · ".join([line, *marks])


def _foot(told: Told, sha256: str) -> str:
    return _("%(order)s · no. %(number)s · SHA-256 of the content %(sha256)s") % {
        "order": told.order["reference"],
        "number": told.content["number"],
        "sha256": sha256,
    }
