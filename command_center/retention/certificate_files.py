"""A certificate of erasure as PDF, CSV and JSON."""

from collections.abc import Callable, Mapping

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from command_center.documents import Document, Facts, Table, canonical_json, csv_text, pdf
from command_center.retention.models import Cause, ErasureCertificate

MOST_IN_PDF = 1000


def as_pdf(certificate: ErasureCertificate) -> bytes:
    blocks: list[str | Table | Facts] = [
        Facts(_facts(certificate)),
        _totals(certificate),
        _items(certificate, MOST_IN_PDF),
    ]
    if certificate.count > MOST_IN_PDF:
        blocks.append(Facts({_("Not printed"): certificate.count - MOST_IN_PDF}))
    title = _("Certificate of erasure no. %(number)s") % {"number": certificate.number}
    subtitle = _subtitle(certificate)
    foot = f"{title} · SHA-256 {certificate.sha256}"
    shown = [one for one in blocks if not isinstance(one, Table) or one.rows]
    return pdf(Document(title, subtitle, shown, foot, get_language() or "fr"))


def as_csv(certificate: ErasureCertificate) -> bytes:
    return csv_text(_items(certificate, certificate.count)).encode()


def as_json(certificate: ErasureCertificate) -> bytes:
    """What the digests are taken of: SHA-256 of `content` and of `items` as canonical JSON."""
    whole = {
        "content": certificate.content(),
        "items": certificate.items,
        "sha256": certificate.sha256,
    }
    return canonical_json(whole)


FILES: Mapping[str, tuple[str, Callable[[ErasureCertificate], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


def register_csv() -> bytes:
    columns = ["number", "at", "cause", "what", "rule", "count", "size_bytes", "oldest_at"]
    columns += ["newest_at", "items_sha256", "previous", "sha256"]
    names = [{"rule": "rule_text"}.get(name, name) for name in columns]
    rows = ErasureCertificate.objects.order_by("number").values_list(*names)
    return csv_text(Table(columns, list(rows))).encode()


def _subtitle(certificate: ErasureCertificate) -> str:
    if certificate.cause == Cause.DISK_BUDGET:
        return _("What was erased before its time, the oldest first, since the disk was full.")
    return _("What was erased by itself when its time was over (CSI, L252-5 and R253-4).")


def _facts(certificate: ErasureCertificate) -> dict[str, object]:
    return {
        _("Erased at"): _told(certificate.at),
        _("What"): certificate.get_what_display() or certificate.get_cause_display(),
        _("Cause"): certificate.get_cause_display(),
        _("Rule"): certificate.rule_text,
        _("Count"): certificate.count,
        _("Size"): formats.localize(certificate.size_bytes),
        _("Oldest"): _told(certificate.oldest_at),
        _("Newest"): _told(certificate.newest_at),
        _("SHA-256 of the list"): certificate.items_sha256,
        _("SHA-256 of the one before"): certificate.previous,
    }


def _told(at: object) -> str:
    local = timezone.localtime(at)  # type: ignore[arg-type]
    return f"{formats.date_format(local, 'SHORT_DATETIME_FORMAT')} ({local:%Z})"


def _totals(certificate: ErasureCertificate) -> Table:
    columns = [_("Order"), _("Camera"), _("Kind"), _("Verdict"), _("Cause"), _("Count")]
    names = ("order", "camera", "kind", "verdict", "cause", "count")
    rows = [[total[name] for name in names] for total in certificate.totals]
    return Table(columns, rows, _("Totals"))


def _items(certificate: ErasureCertificate, most: int) -> Table:
    if certificate.cause == Cause.ORPHAN:
        columns, shares = [_("Path"), _("Size")], [0.8, 0.2]
    elif certificate.what == "alerts":
        columns, shares = [_("Number"), "UID"], [0.3, 0.7]
    else:
        columns, shares = [_("Number"), _("Path"), "SHA-256"], [0.1, 0.4, 0.5]
    return Table(columns, certificate.items[:most], _("List"), shares)
