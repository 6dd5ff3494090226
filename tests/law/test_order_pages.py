from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone, translation

from command_center.law.models import Notice, Order, Regime, Stop
from command_center.law.order_calendar import WIDTH, Month
from command_center.law.order_rows import order_rows
from command_center.law.order_state import with_states
from command_center.law.warnings import warnings
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.law.entering import lawyer
from tests.law.ordering import ordered

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def author(operator: Agent, client: Client) -> Agent:
    client.force_login(operator)
    return lawyer(operator)


def row_of(order: Order) -> Any:
    with translation.override("en"):
        (row,) = order_rows(with_states(timezone.now()).filter(pk=order.pk), timezone.now())
    return row


def test_every_state_says_why_and_what_to_do(author: Agent, camera: Camera) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    running = ordered([camera], reference="1")
    assert (row_of(running).state, "no renewal is entered" in row_of(running).why) == (
        "in_force",
        True,
    )
    silent = ordered([camera], reference="2", is_announced=False)
    assert row_of(silent).state == "unannounced"
    Notice.objects.create(order=silent, published_at=now + hour / 2)
    assert "informed from" in row_of(silent).why
    planned = ordered([camera], False, reference="3", starts_at=now + hour, ends_at=now + 2 * hour)
    assert row_of(planned).state == "planned"
    ended = ordered([camera], reference="4", starts_at=now - 2 * hour, ends_at=now - hour)
    assert (row_of(ended).state, row_of(ended).why) == ("ended", "")
    Stop.objects.create(order=running, by=author, reason="A wrong map")
    assert "A wrong map" in row_of(running).why
    running.withdraw(author, "Cancelled")
    assert "operator: Cancelled" in row_of(running).why


def test_list_is_in_three_parts_and_shows_the_times_of_the_venue(
    client: Client, author: Agent, camera: Camera
) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    ordered([camera], reference="Running-1")
    ordered([camera], reference="Coming-1", starts_at=now + hour, ends_at=now + 2 * hour)
    ordered([camera], reference="Over-1", starts_at=now - 2 * hour, ends_at=now - hour)
    page = client.get("/orders/", headers=ENGLISH).text
    places = [page.index(text) for text in ("Running-1", "To come", "Coming-1", "Over-1")]
    assert places == sorted(places)
    assert "Europe/Paris" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"A-1", "B-1", "B-2"}),
        ("state=planned", {"B-2"}),
        ("state=withdrawn", set()),
        ("state=nonsense&venue=nonsense", {"A-1", "B-1", "B-2"}),
        ("venue={}", {"B-1", "B-2"}),
        ("venue={}&state=in_force", {"B-1"}),
        ("venue=99999999999999999999", {"A-1", "B-1", "B-2"}),
        ("venue=²", {"A-1", "B-1", "B-2"}),
        ("page=7", {"A-1", "B-1", "B-2"}),
    ],
)
def test_list_is_filtered_by_venue_and_state(
    client: Client, author: Agent, camera: Camera, query: str, shown: set[str]
) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    station = Venue.objects.create(name="Station")
    hall = Camera.objects.create(venue=station, name="Hall", url="/a.mp4")
    ordered([camera], reference="A-1")
    ordered([hall], reference="B-1")
    ordered([hall], reference="B-2", starts_at=now + hour, ends_at=now + 2 * hour)
    page = client.get(f"/orders/?{query.format(station.pk)}")
    assert {one for one in ("A-1", "B-1", "B-2") if f">{one}</a></h3>" in page.text} == shown


@pytest.mark.parametrize("count", [1, 6])
@pytest.mark.parametrize("address", ["/orders/", "/orders/calendar"])
def test_lists_ask_as_much_for_many_orders_as_for_one(
    client: Client,
    author: Agent,
    camera: Camera,
    count: int,
    address: str,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(count):
        venue = Venue.objects.create(name=f"{number}")
        ordered([Camera.objects.create(venue=venue, name="a", url="/a")], reference=f"{number}")
    client.get(address)
    with django_assert_max_num_queries(22):
        client.get(address)


def test_long_list_is_turned_by_pages(client: Client, author: Agent, camera: Camera) -> None:
    for number in range(26):
        ordered([camera], reference=f"Order-{number}")
    assert client.get("/orders/").text.count('class="order card') == 25
    assert client.get("/orders/?page=2").text.count('class="order card') == 1


def test_page_of_an_order_shows_all_of_it_and_its_chain(
    client: Client, author: Agent, camera: Camera, order: Order
) -> None:
    end = order.ends_at + timedelta(hours=1)
    renewal = ordered(
        [camera], reference="Renewal-1", renews=order, starts_at=order.ends_at, ends_at=end
    )
    ordered([camera], reference="Stranger-1")
    for one in (order, renewal):
        page = client.get(f"/orders/{one.pk}", headers=ENGLISH).text
        assert "Forty thousand spectators" in page
        assert "The stadium and its forecourt" in page
        assert "Gate A" in page
        assert "North gate" in page
        assert page.index("2026-11-0042") < page.index("Renewal-1") or one == renewal
        assert "Renewals" in page
        assert "Stranger-1</a>" not in page
    assert client.get("/orders/999999").status_code == 404


def test_order_without_a_notice_leads_to_informing_the_public(
    client: Client, author: Agent, camera: Camera, order: Order
) -> None:
    silent = ordered([camera], is_announced=False, reference="2026-11-0043")
    page = client.get("/orders/", headers=ENGLISH).text
    assert f"Inform the public of order {silent}" in page
    assert f"Inform the public of order {order}" not in page


def test_withdrawal_needs_a_reason_and_keeps_it(
    client: Client, author: Agent, order: Order
) -> None:
    address = f"/orders/{order.pk}/withdraw"
    assert "2026-11-0042" in client.get(address).text
    assert client.post(address, {"reason": " "}).status_code == 200
    assert Order.objects.in_force(timezone.now()).exists()
    client.post(address, {"reason": "The match is cancelled"})
    order.refresh_from_db()
    assert (order.withdrawn_by, order.withdrawn_reason) == (author, "The match is cancelled")
    assert not Order.objects.in_force(timezone.now()).exists()
    again = client.post(address, {"reason": "Mine"}, follow=True, headers=ENGLISH)
    assert "is over already" in again.text
    order.refresh_from_db()
    assert order.withdrawn_reason == "The match is cancelled"


def test_operator_may_read_orders_and_not_withdraw_them(
    client: Client, operator: Agent, order: Order
) -> None:
    client.force_login(operator)
    page = client.get("/orders/").text
    assert "2026-11-0042" in page
    assert "/withdraw" not in page
    assert client.post(f"/orders/{order.pk}/withdraw").status_code == 403
    assert Order.objects.in_force(timezone.now()).exists()


def test_calendar_draws_a_bar_where_the_order_lies(
    client: Client, author: Agent, camera: Camera
) -> None:
    """From noon of the 11th to noon of the 12th of 31 days."""
    start = datetime(2027, 1, 11, 11, 0, tzinfo=UTC)
    order = ordered([camera], starts_at=start, ends_at=start + timedelta(days=1))
    page = client.get("/orders/calendar?month=2027-01", headers={"accept-language": "fr"}).text
    svg = "<svg" + page.split('<div class="calendar-line">')[1].split("<svg", 1)[1]
    root = ElementTree.fromstring(svg[: svg.index("</svg>\n    </div>") + 6])
    (bar,) = [one for one in root.iter("rect") if one.get("rx")]
    assert float(bar.get("x", "")) == pytest.approx(10.5 / 31 * WIDTH)
    assert float(bar.get("width", "")) == pytest.approx(WIDTH / 31)
    (link,) = root.iter("a")
    assert link.get("href") == f"/orders/{order.pk}"
    assert "2026-11-0042, " in link.get("aria-label", "")


@pytest.mark.parametrize("month", ["", "x", "2026-13", "0001-01", "9999-12", "2026-11"])
def test_calendar_of_any_month_opens(client: Client, author: Agent, month: str) -> None:
    assert client.get(f"/orders/calendar?month={month}").status_code == 200


def test_bars_that_overlap_lie_below_each_other(author: Agent, camera: Camera) -> None:
    day = timedelta(days=1)
    start = datetime(2027, 1, 4, tzinfo=UTC)
    for number, first in enumerate((0, 1, 3)):
        begin = start + first * day
        ordered([camera], reference=f"{number}", starts_at=begin, ends_at=begin + 2 * day)
    month = Month.of("2027-01", start.date())
    orders = with_states(start).select_related("venue", "withdrawn_by")
    (line,) = month.lines(order_rows(orders, start), start)
    assert [bar.y for bar in line.bars] == [4.0, 32.0, 4.0]
    assert line.now_x == pytest.approx((3 + 1 / 24) / 31 * WIDTH)
    assert (month.previous, month.next) == ("2026-12", "2027-02")


def test_warnings_tell_what_ends_soon_without_a_renewal(camera: Camera, order: Order) -> None:
    now = timezone.now()
    assert warnings(now).soon == (order,)
    tomorrow = ordered([camera], reference="2", ends_at=now + timedelta(hours=20))
    ordered([camera], reference="3", ends_at=now + timedelta(hours=30))
    ordered([camera], reference="4", ends_at=now + timedelta(hours=3), is_demonstration=True)
    assert warnings(now).ending == (tomorrow,)
    ordered(
        [camera],
        reference="5",
        renews=tomorrow,
        starts_at=tomorrow.ends_at,
        ends_at=tomorrow.ends_at + timedelta(days=1),
    )
    assert warnings(now).ending == ()


def test_warnings_tell_what_started_unannounced_and_what_is_stopped(
    operator: Agent, camera: Camera, order: Order
) -> None:
    silent = ordered([camera], is_announced=False, reference="2")
    Stop.objects.create(order=order, by=operator, reason="A wrong map")
    found = warnings(timezone.now())
    assert (found.unannounced, found.stopped, found.everything) == ((silent,), (order,), None)
    everything = Stop.objects.create(by=operator, reason="All")
    found = warnings(timezone.now())
    assert (found.stopped, found.everything) == ((), everything)
    assert found.is_anything_stopped


def test_warnings_are_two_questions(order: Order, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        list(warnings(timezone.now()).told())


def test_no_regime_is_said_on_the_page_of_an_order(
    client: Client, author: Agent, order: Order
) -> None:
    for regime in Regime.objects.standing():
        Regime.objects.create(
            name=regime.name,
            first_day=regime.first_day,
            last_day=regime.last_day,
            source=regime.source,
            confirmation=regime.confirmation,
            applies=False,
            replaces=regime,
            entered_by=author,
            reason="Struck down",
        )
    page = client.get(f"/orders/{order.pk}", headers=ENGLISH).text
    assert "No regime is in force now" in page
