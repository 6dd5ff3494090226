"""Who guesses waits: longer after each failure, whether or not the account exists."""

import hashlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from command_center.signing_in.failures import Failures

FIRST_DELAY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Counted:
    """What failures are counted of. `allowed` of them cost nothing; each further one doubles the
    delay, up to `longest`. They are forgotten `forgotten_after` the last one."""

    kind: str
    value: str
    allowed: int
    longest: timedelta
    forgotten_after: timedelta

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.kind}:{self.value}".encode()).hexdigest()

    def delay(self, count: int) -> timedelta | None:
        """After that many failures; None where there is none yet."""
        over = count - self.allowed
        return min(FIRST_DELAY * 2 ** min(over, 16), self.longest) if over >= 0 else None


def account(name: str) -> Counted:
    """At most a quarter of an hour: who knows a colleague's name must not shut them out."""
    value = name.strip().casefold()[:150]
    return Counted("account", value, 5, timedelta(minutes=15), timedelta(days=1))


def codes(agent: int) -> Counted:
    """Of the second factor: a million codes, three of them right at a time."""
    return Counted("codes", str(agent), 5, timedelta(minutes=15), timedelta(days=1))


def address(value: str | None) -> Counted:
    """A control room may have one address for all; of IPv6 a household has 2^64."""
    return Counted("address", _network(value), 20, timedelta(hours=1), timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Attempt:
    """Counted as failed until it is known not to be: guesses made at once are counted too."""

    counted: Sequence[Counted]
    locked_until: datetime | None
    """Set where it must not be tried at all."""

    locks: bool = False
    """Whether its failure locks something."""

    @transaction.atomic
    def succeeded(self) -> None:
        """An address keeps its other failures: its owner may hold one account and guess others."""
        for one in self.counted:
            row = Failures.objects.select_for_update().filter(pk=one.key)
            if one.kind == "address":
                row.filter(count__gt=0).update(count=F("count") - 1, locked_until=None)
            else:
                row.delete()


@transaction.atomic
def attempt(*counted: Counted) -> Attempt:
    now = timezone.now()
    rows = [(one, _row(one, now)) for one in sorted(counted, key=lambda one: one.key)]
    locked = [row.locked_until for _, row in rows if row.locked_until and row.locked_until > now]
    if locked:
        return Attempt(counted, max(locked))
    locks = [_count(one, row, now) for one, row in rows]
    return Attempt(counted, None, any(locks))


def _row(one: Counted, now: datetime) -> Failures:
    Failures.objects.get_or_create(pk=one.key, defaults={"last_at": now})
    return Failures.objects.select_for_update().get(pk=one.key)


def _count(one: Counted, row: Failures, now: datetime) -> bool:
    if row.last_at < now - one.forgotten_after:
        row.count = 0
    row.count += 1
    row.last_at = now
    delay = one.delay(row.count)
    row.locked_until = now + delay if delay else None
    row.save()
    return delay is not None


def _network(value: str | None) -> str:
    try:
        found = ipaddress.ip_address(value or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
