"""Writing a certificate of erasure, and verifying all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from command_center.documents import sha256_of
from command_center.journal.models import Log, Operation
from command_center.journal.noting import Thing, note
from command_center.retention.certificate import FIRST, Cause, ErasureCertificate
from command_center.retention.classes import RetentionClass
from command_center.retention.functions import CERTIFICATES_LOCK
from command_center.retention.limits import Limit
from command_center.retention.words import limit_in_words


@dataclass(frozen=True, slots=True)
class Going:
    """What one certificate is of. `items` as in `ErasureCertificate`; instants of the rows."""

    items: Sequence[Sequence[object]]
    starts: Sequence[datetime]
    size_bytes: int = 0
    totals: Sequence[dict[str, Any]] = ()


def certify(going: Going, limit: Limit) -> ErasureCertificate:
    """In the transaction in which they go."""
    return _write(
        going,
        cause=Cause.OVER_AGE,
        what=limit.what.value,
        rule_id=limit.rule_id,
        cap_id=limit.cap_id,
        rule_text=limit_in_words(limit)[:600],
    )


def certify_orphans(going: Going, words: str) -> ErasureCertificate:
    return _write(going, cause=Cause.ORPHAN, rule_text=words)


def certify_early(going: Going, words: str) -> ErasureCertificate:
    """Recordings that go before their time, since there is no room for them."""
    what = RetentionClass.RECORDINGS.value
    return _write(going, cause=Cause.DISK_BUDGET, what=what, rule_text=words[:600])


def _write(going: Going, **given: Any) -> ErasureCertificate:
    items = sorted([list(item) for item in going.items], key=lambda item: str(item[0]).zfill(20))
    at, before = _place()
    certificate = ErasureCertificate(
        number=before.number + 1 if before else 1,
        at=at,
        count=len(items),
        size_bytes=going.size_bytes,
        oldest_at=min(going.starts),
        newest_at=max(going.starts),
        items=items,
        items_sha256=sha256_of(items),
        totals=list(going.totals),
        previous=before.sha256 if before else FIRST,
        **given,
    )
    certificate.sha256 = sha256_of(certificate.content())
    certificate.save(force_insert=True)
    _note(certificate)
    return certificate


def _note(certificate: ErasureCertificate) -> None:
    """In the journal: of what the certificate tells in full."""
    names = ("cause", "what", "count", "size_bytes", "sha256")
    thing = Thing(
        "erasure_certificate",
        certificate.number,
        log=Log.ALGORITHMIC,
        detail={name: getattr(certificate, name) for name in names},
    )
    note(Operation.ERASURE, thing, reason=certificate.rule_text)


def _place() -> tuple[datetime, ErasureCertificate | None]:
    """The instant of this transaction, and the last certificate; nobody writes one meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CERTIFICATES_LOCK])
        cursor.execute("SELECT transaction_timestamp()")
        at = cursor.fetchone()[0]
    return at, ErasureCertificate.objects.only("number", "sha256").first()


@dataclass(frozen=True, slots=True)
class Verified:
    """`broken`: the first certificate that is not what it was, or does not follow the one before
    it; None where all are whole."""

    count: int
    broken: int | None = None


def verify(certificates: Iterable[ErasureCertificate] | None = None) -> Verified:
    """Recompute every digest, from the first one on."""
    if certificates is None:
        certificates = ErasureCertificate.objects.order_by("number").iterator(chunk_size=50)
    previous, count = FIRST, 0
    for certificate in certificates:
        count += 1
        follows = certificate.number == count and certificate.previous == previous
        if not follows or not certificate.is_whole():
            return Verified(count, certificate.number)
        previous = certificate.sha256
    return Verified(count)
