from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from command_center.law.local_time import TimeRefused, entered, instant, span
from command_center.law.models import Certificate, Notice, Order, Regime
from command_center.law.month import a_month_after
from command_center.law.order_window import window_faults
from command_center.law.regime import enter_known
from command_center.law.regime_cover import uncovered
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.law.entering import lawyer, minute, typed
from tests.law.ordering import ordered

NAIVE = datetime(2001, 1, 1), datetime(2099, 1, 1)  # noqa: DTZ001 (as they are typed)
PARIS = ZoneInfo("Europe/Paris")
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def author(operator: Agent, client: Client) -> Agent:
    client.force_login(operator)
    return lawyer(operator)


def faults(starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    return " ".join(window_faults(starts_at, ends_at, PARIS, now))


def paris(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


def test_order_that_is_entered_is_kept_with_its_author(
    client: Client, author: Agent, camera: Camera
) -> None:
    answer = client.post("/orders/new", typed(camera))
    order = Order.objects.get()
    assert answer.headers["location"] == f"/orders/{order.pk}"
    assert (order.state(), order.entered_by) == ("unannounced", author)
    Notice.objects.create(order=order, published_at=order.starts_at)
    assert Order.objects.in_force(timezone.now()).get().cameras.get() == camera


def test_nothing_is_entered_before_it_was_checked(
    client: Client, author: Agent, camera: Camera
) -> None:
    page = client.post("/orders/new", typed(camera, step="check"), headers=ENGLISH)
    assert "Check order 2026-11-0099 before entering it" in page.text
    assert 'name="starts_at"' in page.text
    assert not Order.objects.exists()
    page = client.post("/orders/new", typed(camera, step="correct"), headers=ENGLISH)
    assert 'value="2026-11-0099"' in page.text
    assert "was not entered" not in page.text
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ends_at": "2020-01-01T00:00"}, "The end must come after the start."),
        ({"kinds": ["face"]}, "“face” is not one of the eight kinds that the law allows."),
        ({"cameras": []}, "This field is required."),
        ({"cameras": ["99999999999999999999999"]}, "is not one of the available choices"),
        ({"cameras": ["x"]}, "is not a valid value"),
        ({"venue": ""}, "This field is required."),
        ({"venue": "99999999999999999999999"}, "Select a valid choice"),
        ({"service": "army"}, "Select a valid choice"),
        ({"service": ""}, "This field is required."),
        ({"event": "  "}, "This field is required."),
        ({"reasons": ""}, "This field is required."),
        ({"perimeter": ""}, "This field is required."),
        ({"reference": "a\x00b"}, "Null characters are not allowed."),
        ({"reference": "r" * 121}, "at most 120 characters"),
        ({"starts_at": "2026-02-30T10:00"}, "A day and a time to the minute"),
        ({"starts_at": "2026-11-28T10:00:30"}, "A day and a time to the minute"),
        ({"starts_at": "9999-12-31T23:59"}, "Check the year: 9999."),
        ({"starts_at": "0001-01-01T00:00"}, "Check the year: 1."),
        ({"publication": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"certificate": "7"}, "Select a valid choice"),
        ({"renews": "7"}, "Select a valid choice"),
    ],
)
def test_order_that_is_wrong_is_given_back_with_the_reason(
    client: Client, author: Agent, camera: Camera, changes: dict[str, Any], message: str
) -> None:
    page = client.post("/orders/new", typed(camera, **changes), headers=ENGLISH)
    assert page.status_code == 200
    assert message in page.text
    assert "The order was not entered." in page.text
    assert not Order.objects.exists()


@pytest.mark.parametrize("body", ["", "venue=1", "cameras=1&cameras=1&kinds=fire", "x" * 2000])
def test_raw_post_never_fails_and_never_enters(
    client: Client, author: Agent, camera: Camera, body: str
) -> None:
    form = "application/x-www-form-urlencoded"
    page = client.post("/orders/new", body, content_type=form)
    assert page.status_code == 200
    assert not Order.objects.exists()


def test_order_with_a_camera_of_another_venue_is_refused(
    client: Client, author: Agent, camera: Camera
) -> None:
    elsewhere = Venue.objects.create(name="Station")
    page = client.post("/orders/new", typed(camera, venue=elsewhere.pk), headers=ENGLISH)
    assert "Not a camera of Station: North gate." in page.text


def test_reference_that_is_taken_is_said_so(
    client: Client, author: Agent, camera: Camera, order: Order
) -> None:
    page = client.post("/orders/new", typed(camera, reference=order.reference), headers=ENGLISH)
    assert "An order of this reference is entered already." in page.text


def test_renewed_order_of_another_venue_is_refused(
    client: Client, author: Agent, camera: Camera
) -> None:
    elsewhere = Venue.objects.create(name="Station")
    other = ordered([Camera.objects.create(venue=elsewhere, name="Hall", url="/a.mp4")])
    page = client.post("/orders/new", typed(camera, renews=other.pk), headers=ENGLISH)
    assert "2026-11-0042 is an order for Station: it cannot be renewed here." in page.text


def test_forty_days_are_refused_and_the_latest_end_is_said(
    client: Client, author: Agent, camera: Camera
) -> None:
    now = timezone.localtime().replace(second=0, microsecond=0)
    latest = a_month_after(now, PARIS).astimezone(PARIS)
    given = typed(camera, starts_at=minute(now), ends_at=minute(now + timedelta(days=40)))
    page = client.post("/orders/new", given, headers=ENGLISH)
    assert "An order lasts one month at most" in page.text
    assert f"{latest.day} {latest:%b %Y}, {latest:%H:%M} (Europe/Paris)" in page.text
    given["ends_at"] = minute(latest)
    assert client.post("/orders/new", given).status_code == 302
    assert Order.objects.get().ends_at == latest


def test_june_2025_is_refused(client: Client, author: Agent, camera: Camera) -> None:
    given = typed(camera, starts_at="2025-06-01T08:00", ends_at="2025-06-02T08:00")
    page = client.post("/orders/new", given, headers=ENGLISH)
    assert "No regime is in force on 1 June 2025" in page.text
    assert "The next one begins on 20 March 2026." in page.text
    assert "This end has passed" in page.text


def test_times_are_typed_by_the_clock_of_the_venue(
    client: Client, author: Agent, camera: Camera
) -> None:
    Venue.objects.update(time_zone="America/Cayenne")  # three hours behind UTC, all year
    given = typed(camera, starts_at="2027-06-01T20:00", ends_at="2027-06-02T02:00")
    assert client.post("/orders/new", given).status_code == 302
    order = Order.objects.get()
    assert order.starts_at == datetime(2027, 6, 1, 23, 0, tzinfo=UTC)
    page = client.get(f"/orders/{order.pk}", headers=ENGLISH).text
    assert "1 Jun 2027, 20:00" in page
    assert "America/Cayenne" in page


@pytest.mark.django_db
def test_the_clock_that_goes_back_is_stored_in_utc_and_shown_in_paris(
    client: Client, author: Agent, camera: Camera
) -> None:
    """Summer time ends on 31 October 2027 at three o'clock: the day has 25 hours."""
    given = typed(camera, starts_at="2027-10-30T12:00", ends_at="2027-10-31T12:00")
    page = client.post("/orders/new", {**given, "step": "check"}, headers=ENGLISH)
    assert "1 day 1 hour" in page.text
    client.post("/orders/new", given)
    order = Order.objects.get()
    assert order.starts_at == datetime(2027, 10, 30, 10, 0, tzinfo=UTC)
    assert order.ends_at == datetime(2027, 10, 31, 11, 0, tzinfo=UTC)
    assert "30 Oct 2027, 12:00" in client.get(f"/orders/{order.pk}", headers=ENGLISH).text


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("2027-03-28T02:30", "28 Mar 2027, 02:30 does not exist in Europe/Paris"),
        ("2027-10-31T02:30", "31 Oct 2027, 02:30 comes twice in Europe/Paris"),
    ],
)
def test_times_that_are_no_instant_or_two_are_refused(
    client: Client, author: Agent, camera: Camera, start: str, message: str
) -> None:
    given = typed(camera, starts_at=start, ends_at=start[:8] + "31T12:00")
    assert message in client.post("/orders/new", given, headers=ENGLISH).text
    assert not Order.objects.exists()


@given(
    st.datetimes(*NAIVE).map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(["Europe/Paris", "America/Cayenne", "Pacific/Noumea", "America/Miquelon"]),
)
def test_every_instant_is_shown_as_it_was_typed(local: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    try:
        at = instant(local, zone)
    except TimeRefused:
        others = {local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
        assert len(others) == 2
    else:
        assert entered(at, zone) == minute(local)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "latest"),
    [
        (paris(2027, 1, 31, 18, 30), paris(2027, 2, 28, 18, 30)),
        (paris(2027, 3, 10, 8), paris(2027, 4, 10, 8)),
        (paris(2026, 10, 20, 8), paris(2026, 11, 20, 8)),
    ],
)
def test_a_month_is_to_the_same_day_and_hour_of_the_next(start: datetime, latest: datetime) -> None:
    enter_known()
    assert not faults(start, latest, start)
    assert "one month at most" in faults(start, latest + timedelta(minutes=1), start)


@pytest.mark.django_db
def test_leap_day_is_the_last_day_of_a_month_from_the_end_of_january() -> None:
    Regime.objects.create(
        name="Later", first_day="2028-01-01", last_day="2028-12-31", source="-", confirmation="bill"
    )
    start, leap_day = paris(2028, 1, 31, 8), paris(2028, 2, 29, 8)
    assert not faults(start, leap_day, start)
    assert "29 " in faults(start, leap_day + timedelta(minutes=1), start)


@pytest.mark.django_db
def test_end_beyond_the_regime_names_the_regime_and_its_last_day() -> None:
    enter_known()
    told = uncovered(paris(2027, 12, 20), paris(2028, 1, 2))
    assert "Loi n° 2026-201, art. 47" in told
    assert "2027" in told
    assert not uncovered(paris(2027, 12, 20), paris(2028, 1, 1))


@pytest.mark.django_db
def test_window_after_the_last_regime_names_no_next_one() -> None:
    enter_known()
    with translation.override("en"):
        told = uncovered(paris(2028, 2, 1), paris(2028, 2, 2))
    assert told.endswith("analysis cannot be ordered for then.")


def test_what_the_database_refuses_is_told_on_the_form(
    client: Client, author: Agent, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the rules of the form were wrong, or the regime was taken away just now."""
    monkeypatch.setattr("command_center.law.order_form.window_faults", lambda *_: iter(()))
    given = typed(camera, starts_at="2025-06-01T08:00", ends_at="2025-06-02T08:00")
    page = client.post("/orders/new", given, headers=ENGLISH)
    assert page.status_code == 200
    assert "The database refused this order: no regime in force covers" in page.text
    assert not Order.objects.exists()


def test_renewal_begins_where_the_old_one_ends_and_lasts_as_long(
    client: Client, author: Agent, camera: Camera
) -> None:
    start = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1)
    order = ordered([camera], starts_at=start, ends_at=a_month_after(start, PARIS))
    page = client.get(f"/orders/new?renews={order.pk}", headers=ENGLISH).text
    end = a_month_after(order.ends_at, PARIS)
    assert f'value="{entered(order.ends_at, PARIS)}"' in page
    assert f'value="{entered(end, PARIS)}"' in page
    assert "Prefect of Rhône" in page
    assert 'value="2026-11-0042"' not in page


def test_renewal_keeps_the_hours_of_the_clock_when_summer_time_begins(
    client: Client, author: Agent, camera: Camera
) -> None:
    """28 March 2027 has 23 hours."""
    order = ordered([camera], starts_at=paris(2027, 3, 26, 20), ends_at=paris(2027, 3, 27, 20))
    page = client.get(f"/orders/new?renews={order.pk}").text
    assert 'value="2027-03-27T20:00"' in page
    assert 'value="2027-03-28T20:00"' in page


@pytest.mark.parametrize("given", ["x", "0", "99999999999999999999999", "-1"])
def test_renewal_of_nothing_is_an_empty_form(client: Client, author: Agent, given: str) -> None:
    assert client.get(f"/orders/new?renews={given}").status_code == 200


def test_check_says_what_will_not_be_analysed(
    client: Client, author: Agent, camera: Camera, order: Order
) -> None:
    Camera.objects.update(is_enabled=False)
    certificate = Certificate.objects.create(
        reference="C-7", authority="Afnor", issued_on="2026-05-01", version="1", software="0" * 64
    )
    given = typed(
        camera, kinds=["weapon", "density"], certificate=certificate.pk, renews="", step="check"
    )
    page = client.post("/orders/new", given, headers=ENGLISH).text
    assert "Switched off, so not analysed: North gate." in page
    assert "No zone is drawn for “too high a density of people”" in page
    assert "Not looked for here, for want of a model: presence or use of a weapon." in page
    assert "Certificate C-7 names another software than runs here" in page
    assert "until its notice is published, nothing is analysed" in page
    assert "The new order adds: presence or use of a weapon." in page
    assert "For too high a density of people, alerts name 2026-11-0099" in page


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 minutes"), (61, "1 hour 1 minute"), (2880, "2 days")]
)
def test_span_is_said_in_days_hours_and_minutes(minutes: int, told: str) -> None:
    with translation.override("en"):
        assert span(timedelta(minutes=minutes)) == told


def test_operator_may_not_enter_orders(client: Client, operator: Agent, camera: Camera) -> None:
    client.force_login(operator)
    assert client.get("/orders/new").status_code == 403
    assert client.post("/orders/new", typed(camera)).status_code == 403
