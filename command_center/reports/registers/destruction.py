"""The register of destruction: every certificate of erasure."""

from collections.abc import Sequence

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from command_center.reports.registers.register import Column, Register, Scope, Total, bounded
from command_center.reports.words import REGISTER_TITLES
from command_center.retention.classes import RetentionClass
from command_center.retention.models import Cause, ErasureCertificate

COLUMNS = [
    Column("certificate", _("Certificate")),
    Column("at", _("Erased")),
    Column("what", _("What"), dict(RetentionClass.choices)),
    Column("cause", _("Cause"), dict(Cause.choices)),
    Column("count", _("Count")),
    Column("size_bytes", _("Size, bytes")),
    Column("oldest_at", _("Oldest")),
    Column("newest_at", _("Newest")),
    Column("rule", _("Rule")),
    Column("sha256", _("SHA-256 of the certificate")),
]
OF_THE_WHOLE = _("Of the whole installation: a certificate may be of several orders and venues.")


def destruction(scope: Scope) -> Register:
    """By when it was erased."""
    found = ErasureCertificate.objects.filter(at__gte=scope.since, at__lt=scope.until)
    bounded(found.count())
    rows = found.order_by("number").values_list(
        *("number", "at", "what", "cause", "count", "size_bytes", "oldest_at", "newest_at"),
        *("rule_text", "sha256"),
    )
    note = OF_THE_WHOLE if scope.order or scope.venue else ""
    return Register(
        "destruction", REGISTER_TITLES["destruction"][0], COLUMNS, list(rows), _totals(found), note
    )


def _totals(found: "QuerySet[ErasureCertificate]") -> Sequence[Total]:
    whole = found.aggregate(count=Sum("count"), size_bytes=Sum("size_bytes"))
    by_class = found.order_by("what").values_list("what").annotate(Sum("count"))
    words = dict(RetentionClass.choices) | {"": _("files without a row")}
    return [
        Total("certificates", _("certificates"), found.count()),
        Total("erased", _("erased"), whole["count"] or 0),
        *(Total(what or "orphans", words[what], count) for what, count in by_class),
        Total("size_bytes", _("bytes"), whole["size_bytes"] or 0),
    ]
