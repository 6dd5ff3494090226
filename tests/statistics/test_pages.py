"""The pages of the figures: who sees what of them, and nobody's name."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from command_center.alerts.judging import judge
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.roles import Role
from command_center.retention.cap import Cap
from command_center.retention.certifying import Going, certify
from command_center.retention.classes import RetentionClass
from command_center.retention.limits import limits
from command_center.statistics.tables import TABLES
from command_center.venues.models import Camera
from detection.kinds import EventKind
from tests.people.posted import posted
from tests.statistics.planting import ENGLISH, alerted, alerted_every, asked, in_paris

OCTOBER = {"period": "month", "on": "2026-10-10"}
WEEK = {"period": "week", "on": "2026-10-25"}
NAME = "Quatremaine-Duval"


@pytest.fixture
def judged(autumn: Order, camera: Camera) -> Order:
    """Five alerts of 24 and 25 October, four of them judged by somebody with a name."""
    judging = Agent.objects.create_user(
        NAME, password="correct horse battery", last_name=NAME, first_name=NAME
    )
    posted(judging, Role.OPERATOR, camera.venue)
    alerts = alerted_every(autumn, camera, in_paris(10, 24, 21), 4, timedelta(hours=3))
    judge(alerts[0], judging, "confirmed", follow_up="patrol", note=NAME)
    for alert in alerts[1:]:
        judge(alert, judging, "invalidated", cause="reflection")
    alerted(autumn, camera, in_paris(10, 25, 9), kind=EventKind.DENSITY.value)
    return autumn


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_page_tells_how_many_when_where_and_how_sure(judged: Order, reader: Client) -> None:
    page = said(asked(reader, **OCTOBER))
    assert "October 2026" in page
    assert "5 alerts; most at Sun 25 Oct: 4." in page
    assert "1 confirmed · 3 invalidated · 0 without verdict" in page
    assert "25 %" in page
    assert "5 to 70 %" in page  # Wilson, 1 of 4
    assert "Patrol sent" in page
    assert "Few alerts are judged" in page


def test_nobody_is_named_on_any_page_or_table(judged: Order, reader: Client) -> None:
    addresses = ["", "committee", *(f"{name}.csv" for name in TABLES)]
    for address in addresses:
        assert NAME not in asked(reader, f"/statistics/{address}", **OCTOBER), address


def test_tables_are_the_same_bytes_each_time_and_add_up(judged: Order, reader: Client) -> None:
    for name in TABLES:
        first = asked(reader, f"/statistics/{name}.csv", **OCTOBER)
        assert asked(reader, f"/statistics/{name}.csv", **OCTOBER) == first
        assert first.startswith("\ufeff")
    places = asked(reader, "/statistics/places.csv", **OCTOBER).splitlines()
    assert places[0].startswith("\ufeffVenue,Camera,Zone,Kind,Alerts,Confirmed")
    assert places[1].startswith("Stadium,North gate,lawn,Intrusion,4,1,3,0,0.25,")
    assert len(places) == 3


def test_week_before_is_compared(judged: Order, reader: Client, camera: Camera) -> None:
    alerted(judged, camera, in_paris(10, 20, 20))  # the same week
    page = said(asked(reader, period="week", on="2026-10-27"))
    assert "Alerts 0 -100 % 6 in the period before" in page
    assert "No alert in this period." in page


def test_supervisor_sees_only_the_own_venue(
    judged: Order, order_elsewhere: Order, elsewhere: Camera, reader: Client
) -> None:
    alerted(order_elsewhere, elsewhere, in_paris(10, 24, 20))
    page = asked(reader, **OCTOBER)
    assert "Zulu" not in page
    assert "5 alerts" in said(page)
    refused = asked(reader, **OCTOBER, camera=str(elsewhere.pk))
    assert "Zulu" not in refused


def test_operator_sees_no_figures(client: Client, camera: Camera) -> None:
    agent = Agent.objects.create_user("watcher", password="correct horse battery")
    client.force_login(posted(agent, Role.OPERATOR, camera.venue))
    for address in ("", "committee", "kinds.csv"):
        assert client.get(f"/statistics/{address}").status_code == 403


def test_inspector_sees_them_everywhere(
    judged: Order, order_elsewhere: Order, elsewhere: Camera, client: Client
) -> None:
    alerted(order_elsewhere, elsewhere, in_paris(10, 24, 20))
    agent = Agent.objects.create_user("cnil", password="correct horse battery")
    client.force_login(posted(agent, Role.INSPECTOR, None))
    page = asked(client, "/statistics/committee", **OCTOBER)
    assert "Zulu gate" in page
    assert NAME not in page


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"period": "nonsense"},
        {"period": "day", "on": "2026-10-25"},
        {"period": "order"},
        {"period": "dates", "since": "2026-10-01"},
        {"period": "dates", "since": "2026-10-20", "until": "2026-10-02"},
        {"period": "dates", "since": "2020-01-01", "until": "2026-10-02"},
        {"kind": "density"},
        {"zone": "nowhere"},
    ],
)
def test_whatever_is_asked_for_there_is_a_page(
    query: dict[str, str], judged: Order, reader: Client
) -> None:
    assert "Statistics" in asked(reader, **query)


def test_order_is_a_period_of_its_own(judged: Order, reader: Client) -> None:
    page = said(asked(reader, period="order", order=str(judged.pk)))
    assert "20 October 2026 – 15 November 2026" in page
    assert "5 alerts" in page


def test_hour_that_came_twice_is_marked(autumn: Order, camera: Camera, reader: Client) -> None:
    alerted(autumn, camera, in_paris(10, 25, 2, 10))
    alerted(autumn, camera, in_paris(10, 25, 2, 10, fold=1))
    page = asked(reader, **WEEK)
    assert "The clocks went back" in page
    assert re.search(r'<td class="heat-\d">2<sup>×2</sup></td>', page)


def test_part_that_is_erased_is_said(judged: Order, camera: Camera, reader: Client) -> None:
    assert "data-gone" not in asked(reader, **OCTOBER)
    limit = next(one for one in limits(RetentionClass.ALERTS) if camera.pk in one.scopes)
    assert Cap.objects.exists()
    total = {
        "order": judged.pk,
        "camera": camera.pk,
        "kind": "intrusion",
        "verdict": "confirmed",
        "cause": "",
        "count": 2,
    }
    going = Going([[9001, None], [9002, None]], [in_paris(10, 21, 9)] * 2, totals=[total])
    certify(going, limit)
    page = said(asked(reader, **OCTOBER))
    assert re.search(r"2 alerts from between .+? and .+? were over age and are erased", page)
    assert "data-gone" not in asked(reader, period="day", on="2026-10-25")


def test_table_that_is_none_is_not_there(reader: Client) -> None:
    assert reader.get("/statistics/people.csv", headers=ENGLISH).status_code == 404


def test_week_that_goes_on_is_up_to_now(reader: Client, autumn: Order) -> None:
    page = asked(reader, period="week", on=timezone.localdate().isoformat())
    assert "up to now" in page
    assert 'aria-label="Later"' not in page
