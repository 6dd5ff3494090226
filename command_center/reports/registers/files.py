"""A register as a file: CSV, JSON and PDF; and as a page shows it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command_center.documents import Document, Facts, Table, csv_text, pdf
from command_center.reports.registers.register import Register, Scope
from command_center.reports.shown import day, moment

MOST_PDF_ROWS = 2_000
"""Of paper nobody reads more; a longer register is CSV or JSON, or shorter periods."""

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "pdf": "application/pdf"}


class TooLongForPdf(Exception):
    """More than `MOST_PDF_ROWS`."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} rows, and paper takes {MOST_PDF_ROWS}: shorten the period")
        self.found = found


def as_csv(register: Register, _scope: Scope) -> bytes:
    """Instants in UTC, as the words `…Z` say."""
    return csv_text(table(register, register.rows, lambda at: at)).encode()


def as_json(register: Register, scope: Scope) -> bytes:
    """The canonical form: its SHA-256 is the one in the foot of the PDF."""
    return register.json(scope)


def as_pdf(register: Register, scope: Scope) -> bytes:
    """Raises `TooLongForPdf`."""
    if len(register.rows) > MOST_PDF_ROWS:
        raise TooLongForPdf(len(register.rows))
    digest = register.sha256(scope)
    totals = {str(total.label): total.value for total in register.totals}
    note = [str(register.note)] if register.note else []
    rows = table(register, register.rows, lambda at: moment(at, scope.zone))
    return pdf(
        Document(
            str(register.title),
            period(scope),
            [*note, Facts(totals, _("Totals")), rows],
            _("Register “%(name)s” · SHA-256 of its JSON %(sha256)s")
            % {"name": register.name, "sha256": digest},
            get_language() or "fr",
            is_wide=True,
        )
    )


FILES: dict[str, Callable[[Register, Scope], bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "pdf": as_pdf,
}


def table(
    register: Register, rows: Sequence[Sequence[Any]], told: Callable[[datetime], object]
) -> Table:
    """These rows with their codes in words; `told`: how an instant is written."""
    words = [{code: str(word) for code, word in one.words.items()} for one in register.columns]
    shown = [
        [_cell(value, said, told) for value, said in zip(row, words, strict=True)] for row in rows
    ]
    return Table([str(column.label) for column in register.columns], shown)


def period(scope: Scope) -> str:
    told = _("From %(since)s to %(until)s, exclusive (%(zone)s)") % {
        "since": day(scope.since, scope.zone),
        "until": day(scope.until, scope.zone),
        "zone": scope.zone.key,
    }
    named = [scope.order.reference if scope.order else "", scope.venue.name if scope.venue else ""]
    return " · ".join([told, *filter(None, named)])


def _cell(value: Any, words: Mapping[str, str], told: Callable[[datetime], object]) -> object:
    return told(value) if isinstance(value, datetime) else words.get(value, value)
