"""An export as CSV, JSON and PDF."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from command_center.audit.export_rows import Exported
from command_center.audit.rows import EntryRow, entry_rows
from command_center.documents import Document, Facts, Table, canonical_json, csv_text, pdf
from command_center.journal.models import Entry
from command_center.journal.record import FIELDS, record
from command_center.law.local_time import shown


@dataclass(frozen=True, slots=True)
class Handover:
    """Who gets it, why, from whom and when; `asked`: the search in words, by label."""

    recipients: str
    reason: str
    author: str
    at: datetime
    asked: Sequence[tuple[str, str]] = ()


def csv_file(given: Exported, handover: Handover) -> bytes:
    """The last lines say what it is under: whoever reads only entries stops at the empty line."""
    columns = ["place", "digest", *FIELDS, "in_words"]
    body = [
        [*_place(given, row.entry), *_values(row.entry), row.what]
        for row in entry_rows(given.entries)
    ]
    foot = [[], *([name, value] for name, value in _proof(given, handover).items())]
    return csv_text(Table(columns, [*body, *foot])).encode()


def json_file(given: Exported, handover: Handover) -> bytes:
    """Each `entry` in canonical form (sorted, no spaces) is what its digest is taken of, after a
    zero byte (RFC 6962)."""
    content = {
        "checkpoint": given.signed.note,
        "criteria": given.criteria.said(),
        "entries": [_json_entry(given, one) for one in given.entries],
        "proof": _proof(given, handover),
    }
    return canonical_json(content)


def pdf_file(given: Exported, handover: Handover) -> bytes:
    columns = [_("Time"), _("Person"), _("Operation"), _("Object"), _("Where"), _("Why"), _("No.")]
    table = Table(
        columns,
        [_paper_row(row) for row in entry_rows(given.entries)],
        title=_("Entries"),
        shares=[0.13, 0.11, 0.11, 0.2, 0.17, 0.2, 0.08],
    )
    proof = _proof(given, handover)
    about = Facts(
        {
            **dict(handover.asked),
            **_times(given),
            _("Entries"): len(given.entries),
            _("Recipients"): handover.recipients,
            _("Reason"): handover.reason,
            _("Handed over by"): handover.author,
        }
    )
    under = Facts(
        {
            _("Entries in the log"): given.signed.size,
            _("Root"): given.root,
            _("Fingerprint of the key"): given.key,
            _("Signed"): shown(timezone.localtime(given.signed.at)),
        },
        title=_("Checkpoint"),
    )
    return pdf(
        Document(
            _("Extract of the journal"),
            shown(timezone.localtime(handover.at)),
            [about, table, under],
            foot=f"{proof['root']} / {proof['size']}",
            language=translation.get_language() or "fr",
            is_wide=True,
        )
    )


FILES: Mapping[str, tuple[Callable[[Exported, Handover], bytes], str]] = {
    "csv": (csv_file, "text/csv; charset=utf-8"),
    "json": (json_file, "application/json"),
    "pdf": (pdf_file, "application/pdf"),
}
"""By ending: how it is written, and its media type."""


def _times(given: Exported) -> dict[str, object]:
    """ "The last 24 hours" says nothing on paper."""
    named = {_("From"): given.criteria.since, _("To"): given.criteria.until}
    return {name: shown(timezone.localtime(at)) for name, at in named.items() if at}


def _proof(given: Exported, handover: Handover) -> dict[str, object]:
    return {
        "size": given.signed.size,
        "root": given.root,
        "key_fingerprint": given.key,
        "signed_at": given.signed.at,
        "recipients": handover.recipients,
        "reason": handover.reason,
        "handed_over_by": handover.author,
        "handed_over_at": handover.at,
    }


def _place(given: Exported, entry: Entry) -> list[object]:
    leaf = given.leaves.get(entry.pk)
    return [leaf.pk, bytes(leaf.hash).hex()] if leaf else ["", ""]


def _values(entry: Entry) -> list[object]:
    values = _recorded(entry)
    texts = canonical_json(values["detail"]).decode()
    return [texts if name == "detail" else values[name] for name in FIELDS]


def _json_entry(given: Exported, entry: Entry) -> dict[str, object]:
    place, digest = _place(given, entry)
    return {"place": place, "digest": digest, "entry": _recorded(entry)}


def _recorded(entry: Entry) -> dict[str, Any]:
    """As its digest was taken of it."""
    found: dict[str, Any] = json.loads(record({name: getattr(entry, name) for name in FIELDS}))
    return found


def _paper_row(row: EntryRow) -> list[object]:
    where = ", ".join(one for one in (row.camera, row.venue) if one)
    at = f"{row.at:%Y-%m-%d %H:%M:%S}"
    what = f"{row.what} ({row.lasted})" if row.lasted else row.what
    operation = row.entry.get_operation_display()
    return [at, row.who, operation, what, where, row.reason, row.entry.pk]
