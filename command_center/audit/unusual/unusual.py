"""What an unusual access is, and what a rule that finds some is made of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode

from command_center.people.forms import AT_LOCAL
from command_center.people.reach import Reach

Values = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Span:
    """What is looked through: from when to when, and how far whoever asks may read."""

    since: datetime
    until: datetime
    reach: Reach

    def given(self, **more: object) -> dict[str, Any]:
        """For the SQL of a rule: see `OF_THE_SPAN`."""
        return {
            "since": self.since,
            "until": self.until,
            "everywhere": self.reach.is_everywhere,
            "venues": list(self.reach.whole_venues()),
            "cameras": self.reach.single_cameras(),
            "zone": timezone.get_current_timezone_name(),
            **more,
        }


OF_THE_SPAN = """
    entry.at >= %(since)s AND entry.at < %(until)s AND (
        %(everywhere)s OR entry.venue = ANY(%(venues)s::bigint[])
        OR entry.camera = ANY(%(cameras)s::bigint[])
    )
"""
LOOKS = "entry.operation IN ('consultation', 'communication') AND NOT entry.detail ? 'begun'"
"""A look that lasts counts once: by its start."""

LOOKS_AT_CAMERAS = f"""
    {LOOKS} AND entry.camera IS NOT NULL AND entry.author IS NOT NULL
    AND NOT starts_with(entry.object_kind, 'journal') AND entry.object_kind <> 'alerts'
"""
"""By people, of a camera that they chose: a list of alerts shows what there is, and reading the
journal about a camera shows no picture of it."""

PERMITTED = """
    permitted AS MATERIALIZED (
        SELECT listed.camera_id, orders.venue_id, part FROM law_order AS orders
        JOIN law_orderedcamera AS listed ON listed.order_id = orders.id
        CROSS JOIN LATERAL unnest(law_instants(orders.id)) AS part
        WHERE orders.starts_at < %(until)s AND orders.ends_at > %(since)s
    ),
    of_camera AS MATERIALIZED (
        SELECT camera_id, range_agg(part) AS instants FROM permitted GROUP BY camera_id
    ),
    of_venue AS MATERIALIZED (
        SELECT venue_id, range_agg(part) AS instants FROM permitted GROUP BY venue_id
    )
"""
"""Instants at which an order was in force, by camera and by venue."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """`subject` names it among those of its rule, also when it is found again later."""

    subject: str
    who: str
    author: int | None
    camera: int | None
    count: int
    first_at: datetime
    last_at: datetime
    why: str
    kind: str = ""

    @property
    def asked(self) -> str:
        """The search that shows its entries."""
        until = timezone.localtime(self.last_at) + timedelta(minutes=1)
        query: dict[str, Any] = {
            "last": "between",
            "since": f"{timezone.localtime(self.first_at):{AT_LOCAL}}",
            "until": f"{until:{AT_LOCAL}}",
            "person": self.author,
            "camera": self.camera,
            "kind": self.kind,
        }
        return urlencode({name: value for name, value in query.items() if value})


def unusual_of(one: Mapping[str, Any], why: str, *, kind: str = "") -> Unusual:
    """A row of a rule: looks of one author in one day, at one camera where it has one."""
    camera = one.get("camera")
    named = [one["author"], *([camera] if camera else []), one["day"]]
    return Unusual(
        subject="-".join(str(part) for part in named),
        who=one["author_name"],
        author=one["author"],
        camera=camera,
        count=one["count"],
        first_at=one["first_at"],
        last_at=one["last_at"],
        why=why,
        kind=kind,
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """A threshold: what it is called, and its default, which whoever knows better corrects."""

    label: Promise
    default: int
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Rule:
    """`words`: in plain words, with the thresholds in it by name."""

    name: str
    title: Promise
    words: Promise
    settings: Mapping[str, Setting]
    find: Callable[[Span, Values], Sequence[Unusual]]

    def said(self, values: Values) -> str:
        return str(self.words) % values


def rows(sql: str, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
