"""The report for the evaluation committee: one content as PDF, CSV and JSON, with its digest."""

import json
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command_center.documents import Document, Facts, Table, canonical_json, pdf, sha256_of
from command_center.evaluation.content import content
from command_center.evaluation.figures import Figures
from command_center.evaluation.tables import share_text, tables
from command_center.evaluation.words import LIMITS, METHOD
from command_center.law.models import Order
from command_center.venues.models import Venue


def report_json(figures: Figures) -> bytes:
    """The content and the SHA-256 of its canonical form."""
    told = content(figures)
    whole = {"content": json.loads(canonical_json(told)), "sha256": sha256_of(told)}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True).encode()


def report_pdf(figures: Figures) -> bytes:
    return pdf(document(figures))


def document(figures: Figures) -> Document:
    digest = sha256_of(content(figures))
    whole = figures.whole
    facts = {
        _("Period"): f"{_when(figures.selection.since)} – {_when(figures.selection.until)}",
        _("Venue"): _venue(figures.selection.venue_id),
        _("Order"): _order(figures.selection.order_id),
        _("Alerts"): whole.alerts,
        _("Without a verdict"): whole.unjudged,
        _("Precision, 95 %"): share_text(whole),
        _("Hours of calibration"): round(figures.calibrated_h, 1),
        _("Moments drawn"): figures.moments_drawn,
        _("SHA-256 of the data"): digest,
    }
    return Document(
        title=_("Evaluation of the algorithmic processing"),
        subtitle=_kept_apart(figures),
        blocks=[
            Facts(facts),
            *(block for table in tables(figures).values() for block in _or_none(table)),
            Facts({}, _("Method")),
            *map(str, METHOD),
            Facts({}, _("Limits of the figures")),
            *map(str, LIMITS),
        ],
        foot=f"Vigie · SHA-256 {digest}",
        language=get_language() or "fr",
        is_wide=True,
    )


def _or_none(table: Table) -> "list[str | Table | Facts]":
    return [table] if table.rows else [Facts({}, table.title), _("Nothing in this period.")]


def _kept_apart(figures: Figures) -> str:
    if figures.selection.is_demonstration:
        return _("Of the demonstration's films: no site, no prefect's order")
    return _("Law 2023-380, article 10: performance and bias, for the evaluation committee")


def _when(at: datetime) -> str:
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")


def _venue(venue_id: int | None) -> str:
    return _("all") if venue_id is None else str(Venue.objects.get(pk=venue_id))


def _order(order_id: int | None) -> str:
    return _("all") if order_id is None else str(Order.objects.get(pk=order_id))
