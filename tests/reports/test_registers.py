"""Registers: what they tell is what is in the tables, and their totals reconcile with SQL."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.db import connection
from django.test import Client

from command_center.alerts.judging import judge
from command_center.alerts.models import Alert
from command_center.law.models import Obedience, Order, Resumption, Stop
from command_center.people.models import Agent
from command_center.reports.registers import files, register
from command_center.reports.registers.every import REGISTERS
from command_center.reports.registers.register import Register, Scope, TooManyRows
from command_center.reports.words import REGISTER_TITLES
from command_center.retention.classes import RetentionClass
from command_center.retention.erasing.alerts import erase_batch
from command_center.retention.limits import limits
from command_center.retention.models import Rule
from command_center.venues.models import Venue
from tests.people.trained import taught, trained
from tests.reports.planting import PARIS, at, now

ENGLISH = {"accept-language": "en"}
MARCH = "since=2026-03-01&until=2026-03-31"


def march(**given: Any) -> Scope:
    return Scope(at(1, 0), at(31, 23, 59, 59), PARIS, **given)


def today(**given: Any) -> Scope:
    """From yesterday on, whatever the clocks."""
    return Scope(now() - timedelta(days=1), now() + timedelta(days=1), PARIS, **given)


def sql(query: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def totals(found: Register) -> dict[str, int]:
    return {total.name: total.value for total in found.totals}


def named(found: Register, place: int = 0) -> dict[str, Any]:
    names = [column.name for column in found.columns]
    return dict(zip(names, found.rows[place], strict=True))


@pytest.fixture
def judged(of_the_match: Order, operator: Agent) -> Order:
    """Three alerts: one corrected, one invalidated, one that nobody reviewed."""
    first, second, _ = Alert.objects.order_by("started_at")
    judge(first, operator, "invalidated", cause="shadow")
    judge(first, operator, "confirmed", follow_up="patrol", note="=two people")
    judge(second, operator, "invalidated", cause="reflection")
    return of_the_match


@pytest.fixture
def inspector(prefecture: Agent, client: Client) -> Client:
    client.force_login(prefecture)
    return client


def test_follow_up_reconciles_with_the_tables(judged: Order) -> None:
    found = REGISTERS["follow_up"](march())
    counted = sql(
        """
        SELECT count(*), count(*) FILTER (WHERE outcome = 'confirmed'),
            count(*) FILTER (WHERE outcome = 'invalidated'), count(*) FILTER (WHERE outcome IS NULL)
        FROM alerts_alert LEFT JOIN LATERAL (
            SELECT outcome FROM alerts_verdict WHERE alert_id = alerts_alert.id
            ORDER BY id DESC LIMIT 1
        ) AS latest ON true
        """
    )
    told = totals(found)
    assert counted == (3, 1, 1, 1)
    assert (
        tuple(told[one] for one in ("alerts", "confirmed", "invalidated", "unreviewed")) == counted
    )
    assert told["patrol"] == 1
    assert told["erased"] == 0
    assert len(found.rows) == 3


def test_follow_up_tells_each_alert(judged: Order, operator: Agent) -> None:
    found = REGISTERS["follow_up"](march())
    first, _, last = (named(found, place) for place in range(3))
    alert = Alert.objects.earliest("started_at")
    assert (first["alert"], first["order"]) == (alert.pk, "2026-03-0007")
    assert (first["camera"], first["kind"]) == ("North gate", "intrusion")
    assert (first["verdict"], first["follow_up"], first["agent"]) == (
        "confirmed",
        "patrol",
        "operator",
    )
    assert first["corrected"].endswith("Z operator: invalidated shadow")
    earliest = alert.verdicts.order_by("id")[0]
    assert first["delay_s"] == int((earliest.at - alert.raised_at).total_seconds())
    assert (last["verdict"], last["agent"], last["delay_s"]) == ("unreviewed", "", None)


def test_follow_up_is_of_one_period_order_and_venue(judged: Order, order: Order) -> None:
    derive = REGISTERS["follow_up"]
    assert len(derive(Scope(at(26, 0), at(29, 0), PARIS)).rows) == 1
    assert len(derive(Scope(at(26, 21), at(26, 21, 0, 1), PARIS)).rows) == 1  # exclusive end
    assert len(derive(Scope(at(26, 20), at(26, 21), PARIS)).rows) == 0
    assert len(derive(march(order=judged)).rows) == 3
    assert len(derive(march(order=order)).rows) == 0
    assert len(derive(march(venue=judged.venue)).rows) == 3
    assert len(derive(march(venue=Venue.objects.create(name="Station"))).rows) == 0


def test_erased_alerts_still_add_up(judged: Order, operator: Agent) -> None:
    Rule.objects.create(what="alerts", keep_hours=24, author=operator, reason="as agreed")
    (limit,) = limits(RetentionClass.ALERTS)
    erase_batch(limit, (at(1, 0), 0))
    found = REGISTERS["follow_up"](march(order=judged))
    assert (len(found.rows), totals(found)["erased"]) == (0, 3)
    assert found.note
    gone = REGISTERS["destruction"](today())
    assert (
        totals(gone)["certificates"] == sql("SELECT count(*) FROM retention_erasurecertificate")[0]
    )
    assert totals(gone)["erased"] == totals(gone)["alerts"] == 3
    row = named(gone)
    assert (row["what"], row["count"], row["cause"]) == ("alerts", 3, "over_age")
    assert REGISTERS["destruction"](march()).rows == []


def test_access_tells_from_when_to_when(stranger: Agent, operator: Agent) -> None:
    trained(stranger)
    training = stranger.trainings.get(subject="operating")
    training.revoke(operator, "the course was not finished")
    training.refresh_from_db()
    found = REGISTERS["access"](today())
    rows = [named(found, place) for place in range(len(found.rows))]
    (had,) = [one for one in rows if (one["agent"], one["of"]) == ("stranger", "access")]
    assert had["until"] == training.revoked_at
    assert had["since"] == training.entered_at
    (taught_row,) = [one for one in rows if (one["agent"], one["of"]) == ("stranger", "operating")]
    assert (taught_row["revoked_by"], taught_row["reason"]) == (
        "operator",
        "the course was not finished",
    )


def test_access_reconciles_with_the_tables(stranger: Agent, operator: Agent) -> None:
    taught(stranger, "operating")
    told = totals(REGISTERS["access"](today()))
    assert (
        told["persons"]
        == sql("SELECT count(*) FROM people_agent WHERE people_may_see(id, clock_timestamp())")[0]
    )
    assert told["persons"] == 1
    assert told["designations"] == sql("SELECT count(*) FROM people_designation")[0]
    assert told["trainings"] == sql("SELECT count(*) FROM people_training")[0] == 3
    assert told["entered"] == told["designations"] + told["trainings"]
    assert told["revoked"] == 0
    assert totals(REGISTERS["access"](march()))["persons"] == 0


def test_acts_tell_stops_with_their_delay(order: Order, operator: Agent) -> None:
    stop = Stop.objects.create(order=order, by=operator, reason="a quarrel")
    stop.refresh_from_db()
    ended_at = stop.at + timedelta(seconds=0.42)
    Obedience.objects.create(stop=stop, worker="w1@here", last_analysed_at=ended_at)
    Resumption.objects.create(stop=stop, by=operator, authority="Prefect", reason="calm")
    found = REGISTERS["acts"](today(order=order))
    acts = [named(found, place) for place in range(len(found.rows))]
    assert {one["act"] for one in acts} == {
        *("began", "notice", "entered", "stop", "resumption", "ended")
    }
    (stopped,) = [one for one in acts if one["act"] == "stop"]
    assert (stopped["last_analysis_s"], stopped["workers"], stopped["by"]) == (0.4, 1, "operator")
    (resumed,) = [one for one in acts if one["act"] == "resumption"]
    assert (resumed["authority"], resumed["order"]) == ("Prefect", "2026-11-0042")


def test_acts_reconcile_with_the_tables(of_the_match: Order, operator: Agent) -> None:
    Stop.objects.create(by=operator, reason="an exercise")
    of_the_match.withdraw(operator, "over")
    told = totals(REGISTERS["acts"](Scope(at(1, 0), now() + timedelta(days=1), PARIS)))
    assert told["stop"] == sql("SELECT count(*) FROM law_stop")[0] == 1
    assert told["notice"] == sql("SELECT count(*) FROM law_notice WHERE NOT is_exemption")[0]
    assert told["withdrawn"] == sql("SELECT count(withdrawn_at) FROM law_order")[0] == 1
    parts = sum(count for name, count in told.items() if name != "acts")
    assert told["acts"] == parts


def test_samples_say_honestly_that_there_are_none(db: None) -> None:
    found = REGISTERS["samples"](march())
    assert found.rows == []
    assert totals(found) == {"samples": 0, "erased": 0}
    assert found.note


def test_every_register_has_its_title(db: None) -> None:
    assert list(REGISTERS) == list(REGISTER_TITLES)
    for name, derive in REGISTERS.items():
        found = derive(march())
        assert (found.name, found.title) == (name, REGISTER_TITLES[name][0])


def test_json_has_the_digest_that_the_paper_says(judged: Order, inspector: Client) -> None:
    written = inspector.get(f"/registers/follow_up/file.json?{MARCH}").content
    digest = sha256(written).hexdigest()
    told = json.loads(written)
    assert told["totals"]["alerts"] == len(told["rows"]) == 3
    assert told["rows"][0]["started_at"] == "2026-03-26T20:00:00Z"
    paper = inspector.get(f"/registers/follow_up/file.pdf?{MARCH}", headers=ENGLISH).content
    text = "".join(one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(paper))
    assert digest in text
    assert "Follow-up given to alerts" in text
    page = inspector.get(f"/registers/follow_up?{MARCH}", headers=ENGLISH).text
    assert digest in page


def test_csv_is_readable_and_holds_no_formula(judged: Order, inspector: Client) -> None:
    written = inspector.get(f"/registers/follow_up/file.csv?{MARCH}", headers=ENGLISH).content
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert [one["Verdict"] for one in rows] == ["confirmed", "invalidated", "not reviewed"]
    assert rows[0]["Note"] == "'=two people"
    assert rows[0]["Instant"] == "2026-03-26T20:00:00Z"
    assert rows[0]["Follow-up"] == "patrol sent"


def test_days_are_those_of_the_venue(of_the_match: Order, inspector: Client) -> None:
    venue = of_the_match.venue
    venue.time_zone = "America/Cayenne"
    venue.save()
    page = inspector.get(f"/registers/follow_up?{MARCH}&venue={venue.pk}", headers=ENGLISH).text
    assert "America/Cayenne" in page
    told = inspector.get(f"/registers/follow_up/file.json?{MARCH}&venue={venue.pk}").json()
    cayenne = ZoneInfo("America/Cayenne")
    since = datetime(2026, 3, 1, tzinfo=cayenne).astimezone(UTC)
    assert told["since"] == since.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    "query", ["since=yesterday", "since=2026-03-02&until=2026-03-01", "order=9"]
)
def test_what_is_no_period_is_refused(inspector: Client, query: str) -> None:
    for address in ("/registers/access", "/registers/access/file.csv"):
        assert inspector.get(f"{address}?{query}").status_code == 400


def test_what_is_no_register_is_not_found(inspector: Client) -> None:
    for address in ("/registers/faces", "/registers/access/file.exe", "/registers/faces/file.csv"):
        assert inspector.get(address).status_code == 404


def test_too_long_a_register_says_how_to_split_it(
    judged: Order, inspector: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_PDF_ROWS", 2)
    paper = inspector.get(f"/registers/follow_up/file.pdf?{MARCH}", headers=ENGLISH)
    assert paper.status_code == 413
    assert "3 rows are too many for paper" in paper.text
    monkeypatch.setattr(register, "MOST_ROWS", 2)
    with pytest.raises(TooManyRows, match="3 rows"):
        REGISTERS["follow_up"](march())
    for address in ("/registers/follow_up", "/registers/follow_up/file.csv"):
        refused = inspector.get(f"{address}?{MARCH}", headers=ENGLISH)
        assert refused.status_code == 413
        assert "3 rows are in this period" in refused.text


def test_list_keeps_what_was_asked(inspector: Client, order: Order) -> None:
    page = inspector.get(f"/registers/?{MARCH}&order={order.pk}&page=3", headers=ENGLISH).text
    for name in REGISTERS:
        assert f'href="/registers/{name}?since=2026-03-01&amp;until=2026-03-31' in page
    links = re.findall(r'href="/registers/\w+\?([^"]*)"', page)
    assert len(links) == len(REGISTERS)
    assert not any("page" in link for link in links)
