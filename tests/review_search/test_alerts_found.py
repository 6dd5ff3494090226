"""What a search finds is what somebody would who reads every alert; no page repeats or misses."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Exists, OuterRef
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert, Verdict
from command_center.alerts.severity import SEVERITIES
from command_center.law.models import Order
from command_center.leases.lease import take
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE, WHOLE, Reach
from command_center.review.search import incident_criterion
from command_center.review.search.alerts_found import Position, count, search
from command_center.review.search.criteria import Criteria
from command_center.venues.models import Camera, Zone
from detection.kinds import EventKind
from tests.review_search.alerts_of import ago, alert_at
from tests.review_search.conftest import ordered_long

pytestmark = pytest.mark.django_db

KINDS = [EventKind.INTRUSION, EventKind.DENSITY, EventKind.FIRE]
REASONS: dict[EventKind, dict[str, float]] = {
    EventKind.INTRUSION: {"objects": 1, "for_s": 1.0},
    EventKind.DENSITY: {"people": 90, "low": 80, "high": 100, "limit": 60, "for_s": 5.0},
    EventKind.FIRE: {},
}
VERDICTS = ["", "confirmed", "invalidated:shadow", "invalidated:animal"]


@pytest.fixture
def many(camera: Camera, elsewhere: Camera, zone: Zone, investigator: Agent) -> list[Alert]:
    """Of two venues, three kinds, with every verdict, some corrected; several at one instant."""
    kinds = [one.value for one in KINDS]
    order = ordered_long([camera], kinds=kinds)
    other = ordered_long([elsewhere], reference="Zulu-1", kinds=kinds)
    take(camera.pk, "worker@here", 0.1)
    made = []
    for number in range(36):
        place = (camera, order) if number % 3 else (elsewhere, other)
        kind = KINDS[number % 5 % 3]
        drawn = zone if number % 2 and place[0] == camera and kind == EventKind.INTRUSION else None
        made.append(
            alert_at(
                *place,
                ago(hours=number // 2, minutes=5),
                kind=kind.value,
                reason=REASONS[kind],
                zone=drawn,
                zone_name=drawn.name if drawn else "",
            )
        )
    for number, alert in enumerate(made):
        give(alert, investigator, VERDICTS[number % 4])
        if number % 8 == 3:
            give(alert, investigator, "confirmed")  # corrects it
    return made


def give(alert: Alert, agent: Agent, verdict: str) -> None:
    outcome, _, cause = verdict.partition(":")
    if outcome:
        follow_up = "patrol" if outcome == "confirmed" else ""
        judge(alert, agent, outcome, cause=cause, follow_up=follow_up)


def naively(criteria: Criteria, reach: Reach, alert: Alert, latest: Verdict | None) -> bool:
    """Read one by one, without a database. `latest`: its verdict that holds."""
    said = f"{latest.outcome}:{latest.cause}" if latest else "unjudged"
    kinds = set(criteria.kinds or EventKind)
    checks: list[Callable[[], bool]] = [
        lambda: reach.is_everywhere or alert.camera.venue_id in reach.venues,
        lambda: criteria.since is None or alert.started_at >= criteria.since,
        lambda: criteria.until is None or alert.started_at < criteria.until,
        lambda: EventKind(alert.kind) in kinds,
        lambda: criteria.severity in {"", SEVERITIES[EventKind(alert.kind)].value},
        lambda: criteria.venue in {None, alert.camera.venue_id},
        lambda: criteria.camera in {None, alert.camera_id},
        lambda: criteria.zone in {"", "whole" if not alert.zone_name else str(alert.zone_id)},
        lambda: said.startswith(criteria.verdict),
        lambda: (
            not criteria.follow_up
            or (latest is not None and latest.follow_up == criteria.follow_up)
        ),
    ]
    return all(check() for check in checks)


CRITERIA = st.fixed_dictionaries(
    {},
    optional={
        "since": st.integers(0, 20),
        "until": st.integers(0, 20),
        "kinds": st.lists(st.sampled_from(KINDS), unique=True, max_size=2).map(tuple),
        "severity": st.sampled_from(["high", "medium", "low"]),
        "venue": st.booleans(),
        "camera": st.booleans(),
        "zone": st.sampled_from(["whole", "drawn"]),
        "verdict": st.sampled_from(
            ["unjudged", "confirmed", "invalidated", "invalidated:shadow", "invalidated:animal"]
        ),
        "follow_up": st.sampled_from(["patrol", "police"]),
    },
)


def test_search_finds_what_reading_them_all_finds(
    many: list[Alert], camera: Camera, elsewhere: Camera, zone: Zone
) -> None:
    here = Reach(venues={camera.venue_id: WHOLE})
    latest = {one.alert_id: one for one in Verdict.objects.order_by("id")}
    alerts, tried = _newest_first(many), 0

    @settings(max_examples=80)
    @given(CRITERIA, st.booleans())
    def try_one(asked: dict[str, Any], is_everywhere: bool) -> None:
        nonlocal tried
        reach = EVERYWHERE if is_everywhere else here
        criteria = _criteria(asked, camera, elsewhere, zone)
        expected = [one.pk for one in alerts if naively(criteria, reach, one, latest.get(one.pk))]
        assert [one.pk for one in search(criteria, reach).alerts] == expected
        assert count(criteria, reach) == len(expected)
        tried += bool(expected)

    try_one()
    assert tried > 20


def _criteria(asked: dict[str, Any], camera: Camera, elsewhere: Camera, zone: Zone) -> Criteria:
    given_ = dict(asked)
    for name in ("since", "until"):
        if name in given_:
            given_[name] = ago(hours=given_[name])
    if "venue" in given_:
        given_["venue"] = (camera if given_["venue"] else elsewhere).venue_id
    if "camera" in given_:
        given_["camera"] = (camera if given_["camera"] else elsewhere).pk
    if given_.get("zone") == "drawn":
        given_["zone"] = str(zone.pk)
    return Criteria(**given_)


def _newest_first(alerts: list[Alert]) -> list[Alert]:
    return sorted(alerts, key=lambda one: (one.started_at, one.pk), reverse=True)


def test_pages_neither_repeat_nor_miss_one_while_alerts_arrive(
    many: list[Alert], camera: Camera
) -> None:
    order = Order.objects.get(venue=camera.venue)
    same = ago(hours=3)
    twins = [alert_at(camera, order, same) for _number in range(7)]
    seen: list[int] = []
    after: Position | None = None
    while True:
        page = search(Criteria(), EVERYWHERE, after, size=4)
        seen += [one.pk for one in page.alerts]
        alert_at(camera, order, ago(seconds=1))  # newer than all that were shown
        if page.after is None:
            break
        after = Position.parse(str(page.after))
    assert seen == [one.pk for one in _newest_first([*many, *twins])]


def test_more_than_are_counted_are_not_read(many: list[Alert]) -> None:
    assert count(Criteria(), EVERYWHERE, most=10) == 11
    assert count(Criteria(), EVERYWHERE, most=100) == len(many)


def test_alerts_of_incidents_are_asked_for_as_their_room_says(
    many: list[Alert], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_criterion, "_says", [])
    assert not incident_criterion.is_known()
    judged = Verdict.objects.filter(alert=OuterRef("pk"))  # stands for what makes one part of it
    incident_criterion.declare(Exists(judged))
    wanted = {one.pk for one in many if one.verdicts.exists()}
    for said, numbers in (("yes", wanted), ("no", {one.pk for one in many} - wanted)):
        found = search(Criteria(in_incident=said), EVERYWHERE)
        assert {one.pk for one in found.alerts} == numbers


def test_no_criterion_says_how_somebody_looks() -> None:
    with pytest.raises(TypeError):
        replace(Criteria(), colour="red")  # type: ignore[call-arg]
    assert set(Criteria.__dataclass_fields__) == {
        *("since", "until", "kinds", "severity", "venue", "camera", "zone"),
        *("verdict", "follow_up", "in_incident"),
    }
