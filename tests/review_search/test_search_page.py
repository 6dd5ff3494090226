"""The page that searches: for whom, for which reason, and what it leaves in the journal."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from command_center.journal.models import Entry, Log, Operation
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.people.reach import EVERYWHERE
from command_center.review.search.periods import tonight
from command_center.review.search.search_form import SearchForm
from command_center.venues.models import Camera, Venue
from tests.films import write_film
from tests.footage.recorded_film import record_film
from tests.review_search.alerts_of import ago, alert_at
from tests.review_search.conftest import REASON, ordered_long, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/review/search"


def test_search_asks_first_why_somebody_looks(client: Client, searcher: Agent) -> None:
    client.force_login(searcher)
    answer = client.get(PAGE, {"verdict": "unjudged"})
    assert answer.status_code == 302
    assert answer["Location"] == "/review/reason?next=%2Freview%2Fsearch%3Fverdict%3Dunjudged"
    assert not Entry.objects.filter(object_kind="review_search").exists()


def test_search_and_what_it_shows_are_consultations_with_their_reason(
    client: Client, searcher: Agent, camera: Camera, order: Order
) -> None:
    alert = alert_at(camera, order, ago(minutes=9))
    answer = signed_in(client, searcher).get(PAGE, {"camera": camera.pk, "verdict": "unjudged"})
    assert answer.status_code == 200
    assert f"/alerts/{alert.pk}" in answer.text
    asked, shown = Entry.objects.filter(operation=Operation.CONSULTATION).order_by("id")
    assert (asked.object_kind, asked.camera, asked.venue) == (
        "review_search",
        camera.pk,
        camera.venue_id,
    )
    assert asked.detail["asked"] == f"{PAGE}?camera={camera.pk}&verdict=unjudged"
    assert asked.detail["criteria"]["verdict"] == "unjudged"
    assert (shown.object_kind, shown.detail) == ("alerts", {"alerts": [alert.pk]})
    assert {asked.reason, shown.reason} == {REASON}
    assert {asked.log, shown.log} == {Log.ALGORITHMIC}


def test_alerts_of_another_venue_show_neither_in_rows_nor_counts_nor_choices(
    client: Client, searcher: Agent, camera: Camera, order: Order, elsewhere: Camera
) -> None:
    alert_at(camera, order, ago(minutes=9))
    other = alert_at(elsewhere, ordered_long([elsewhere], reference="Zulu-1"), ago(minutes=8))
    page = signed_in(client, searcher).get(PAGE, {"last": "24h"})
    assert page.context["counted"] == 1
    assert f"/alerts/{other.pk}" not in page.text
    assert "Zulu" not in page.text
    for asked in ({"camera": elsewhere.pk}, {"venue": elsewhere.venue_id}):
        assert client.get(PAGE, asked).status_code == 400


@pytest.mark.parametrize("name", ["colour", "person", "face", "clothing", "q"])
def test_what_somebody_looks_like_is_refused_as_a_criterion(
    client: Client, searcher: Agent, camera: Camera, order: Order, name: str
) -> None:
    alert_at(camera, order, ago(minutes=9))
    answer = signed_in(client, searcher).get(PAGE, {name: "red"})
    assert answer.status_code == 400
    assert "never by how somebody looks" in answer.text
    assert "/alerts/1" not in answer.text
    assert "shown" not in str(Entry.objects.filter(object_kind="review_search").values("detail"))


def test_form_offers_no_field_for_how_somebody_looks(camera: Camera) -> None:
    fields = SearchForm(QueryDict(), EVERYWHERE, with_incidents=True).fields
    assert set(fields) - {"incident"} == {
        *("last", "since", "until", "kind", "severity", "venue", "camera", "zone"),
        *("verdict", "follow_up"),
    }


def test_times_are_meant_by_the_clock_of_the_venue(camera: Camera) -> None:
    Venue.objects.filter(pk=camera.venue_id).update(time_zone="America/Martinique")
    asked = f"camera={camera.pk}&since=2026-11-20T20:00&until=2026-11-20T21:00"
    form = SearchForm(QueryDict(asked), EVERYWHERE)
    assert form.is_valid(), form.errors
    criteria = form.criteria()
    assert criteria.since == datetime(2026, 11, 21, 0, tzinfo=UTC)
    assert criteria.until == datetime(2026, 11, 21, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "began"),
    [("2026-11-20T21:00", "2026-11-20T18:00"), ("2026-11-20T03:00", "2026-11-19T18:00")],
)
def test_tonight_began_at_six(now: str, began: str) -> None:
    zone = ZoneInfo("Europe/Paris")
    since, until = tonight(datetime.fromisoformat(now).replace(tzinfo=zone), zone)
    assert since == datetime.fromisoformat(began).replace(tzinfo=zone)
    assert until
    assert since
    assert until - since == timedelta(hours=12)


def test_this_match_is_the_window_of_the_order_that_runs(
    camera: Camera, elsewhere: Camera, order: Order
) -> None:
    ordered_long([elsewhere], reference="Zulu-1", starts_at=ago(days=20))
    form = SearchForm(QueryDict(f"last=match&venue={camera.venue_id}"), EVERYWHERE)
    assert form.is_valid(), form.errors
    criteria = form.criteria()
    assert (criteria.since, criteria.until) == (order.starts_at, order.ends_at)


def test_match_where_there_is_none_is_said(camera: Camera) -> None:
    form = SearchForm(QueryDict("last=match"), EVERYWHERE)
    assert not form.is_valid()
    assert set(form.errors) == {"last"}


def test_only_what_was_recorded_can_be_seen_again(
    client: Client, searcher: Agent, camera: Camera, order: Order, tmp_path: Path
) -> None:
    film = write_film(tmp_path / "film.mp4", 200)
    began_at = ago(minutes=30)
    record_film(camera, film, began_at)
    alert_at(camera, order, began_at + timedelta(seconds=6))
    alert_at(camera, order, ago(minutes=10))
    rows = signed_in(client, searcher).get(PAGE).context["rows"]
    assert [row.has_pictures for row in rows] == [False, True]
    assert rows[1].seen_at_ms == round((began_at + timedelta(seconds=1)).timestamp() * 1000)


def test_page_asks_the_database_as_often_for_one_alert_as_for_thirty(
    client: Client, searcher: Agent, camera: Camera, order: Order
) -> None:
    counts = []
    for more in (1, 29):
        for number in range(more):
            alert_at(camera, order, ago(minutes=5 + number))
        signed_in(client, searcher)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1  # the verdicts' agents, where there are any


def test_next_page_begins_where_the_first_ended(
    client: Client, searcher: Agent, camera: Camera, order: Order
) -> None:
    made = [alert_at(camera, order, ago(minutes=5 + number)).pk for number in range(60)]
    first = signed_in(client, searcher).get(PAGE)
    then = client.get(PAGE, {"after": str(first.context["after"])})
    shown = [row.alert.id for row in [*first.context["rows"], *then.context["rows"]]]
    assert shown == made
    assert then.context["after"] is None
    assert client.get(PAGE, {"after": "rubbish"}).status_code == 404


def test_who_may_not_see_alerts_searches_none(client: Client, stranger: Agent) -> None:
    client.force_login(stranger)
    assert client.get(PAGE).status_code == 403
