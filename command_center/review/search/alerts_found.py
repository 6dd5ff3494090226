"""Finding alerts: newest first, page by page.

A page begins where the one before it ended: nothing is skipped over, and what comes meanwhile
makes no gap and no repetition.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from command_center.alerts.judging import with_verdict
from command_center.alerts.models import Alert, Verdict
from command_center.people.reach import AT_CAMERA, Reach
from command_center.review.search.criteria import UNJUDGED, WHOLE_PICTURE, Criteria
from command_center.review.search.incident_criterion import of_incident

A_PAGE = 50
COUNTED = 1000
"""More are not counted: nobody reads them one by one, and all would have to be read to count."""


@dataclass(frozen=True, slots=True)
class Position:
    """Of an alert among the others: the instant alone may be that of several."""

    started_at: datetime
    id: int

    def __str__(self) -> str:
        return f"{self.started_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Position":
        """Raises `ValueError`."""
        at, number = text.rsplit("-", 1)
        started_at = datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return cls(started_at, int(number))


@dataclass(frozen=True, slots=True)
class Page:
    """`after`: where the next page begins; None on the last."""

    alerts: list[Alert]
    after: Position | None


def search(
    criteria: Criteria, reach: Reach, after: Position | None = None, size: int = A_PAGE
) -> Page:
    found = _from(matching(criteria, reach), after).order_by("-started_at", "-id")
    found = found.select_related("camera__venue", "order").prefetch_related("verdicts__agent")
    alerts = list(found[: size + 1])
    last = alerts[size - 1] if len(alerts) > size else None
    return Page(alerts[:size], Position(last.started_at, last.pk) if last else None)


def count(criteria: Criteria, reach: Reach, most: int = COUNTED) -> int:
    """One more than `most` where there are more."""
    return matching(criteria, reach)[: most + 1].count()


def matching(criteria: Criteria, reach: Reach) -> QuerySet[Alert]:
    """In no order."""
    found = Alert.objects.filter(reach.of(*AT_CAMERA), _where(criteria), _when(criteria))
    kinds = criteria.wanted_kinds()
    if kinds is not None:
        found = found.filter(kind__in=[one.value for one in kinds])
    if criteria.in_incident:
        found = found.filter(of_incident(criteria.in_incident == "yes"))
    return _judged(found, criteria).order_by()


def _where(criteria: Criteria) -> Q:
    where = Q()
    if criteria.venue:
        where &= Q(camera__venue_id=criteria.venue)
    if criteria.camera:
        where &= Q(camera_id=criteria.camera)
    if criteria.zone == WHOLE_PICTURE:
        where &= Q(zone_name="")
    elif criteria.zone:
        where &= Q(zone_id=int(criteria.zone))
    return where


def _when(criteria: Criteria) -> Q:
    when = Q()
    if criteria.since:
        when &= Q(started_at__gte=criteria.since)
    if criteria.until:
        when &= Q(started_at__lt=criteria.until)
    return when


def _judged(found: QuerySet[Alert], criteria: Criteria) -> QuerySet[Alert]:
    if criteria.verdict == UNJUDGED:
        found = found.filter(~Exists(Verdict.objects.filter(alert=OuterRef("pk"))))
    outcome, _, cause = criteria.verdict.partition(":")
    wanted = {"outcome": outcome if outcome != UNJUDGED else "", "cause": cause}
    wanted["follow_up"] = criteria.follow_up
    wanted = {name: value for name, value in wanted.items() if value}
    return with_verdict(found).filter(**wanted) if wanted else found


def _from(found: QuerySet[Alert], after: Position | None) -> QuerySet[Alert]:
    if after is None:
        return found
    # Two conditions: the first is one that an index answers.
    found = found.filter(started_at__lte=after.started_at)
    return found.exclude(started_at=after.started_at, id__gte=after.id)
