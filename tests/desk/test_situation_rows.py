"""What the queue answers: each row under its group and number, as the page reads it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from command_center.alerts.severity import Severity
from command_center.desk.flood import Flood
from command_center.desk.queue import Queue
from command_center.desk.situation import Situation
from command_center.desk.state import State
from detection.kinds import EventKind

MARK = re.compile(r"<!--row (\S+) (\S+)-->")
AT = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
ONE = Situation(
    alerts=(3,),
    camera_id=1,
    camera_name="Gate <A>",
    venue_id=1,
    venue_name="Stadium",
    kind=EventKind.PERSON_DOWN,
    zone_name="",
    severity=Severity.HIGH,
    state=State.NEW,
    began_at=AT,
    last_at=AT,
    ended_at=None,
    confidence=0.9,
    reason="on the ground for 6 s",
    order_reference="2026-11-0042",
    respond_by=AT + timedelta(seconds=60),
)
SEEN = replace(ONE, alerts=(5, 8), state=State.ACKNOWLEDGED, owner="anne", respond_by=None)


def told(*situations: Situation, flood: Flood | None = None) -> str:
    return render_to_string(
        "pages/desk/queue.html", {"queue": Queue(situations, (), (), flood, 3, 8)}
    )


def test_rows_come_under_what_asks_for_attention_and_what_is_in_hand() -> None:
    assert MARK.findall(told(ONE, SEEN)) == [("high", "3"), ("seen", "5")]


def test_row_says_all_that_the_page_needs() -> None:
    row = told(SEEN)
    for part in ('id="alert-5"', 'data-alerts="5 8"', 'data-state="acknowledged"', "× 2", "anne"):
        assert part in row
    assert "data-needs" not in row
    assert "data-respond-by" not in row
    assert "Gate &lt;A&gt;" in row


def test_a_row_is_written_anew_once_its_situation_changes() -> None:
    before = told(ONE)
    assert told(ONE).split("<!--row")[1] == before.split("<!--row")[1]
    assert "data-lasts" in before
    assert "data-lasts" not in told(replace(ONE, ended_at=AT, state=State.RETURNED))


@pytest.mark.parametrize(("language", "words"), [("en", "Not seen yet"), ("fr", "Pas encore vue")])
def test_a_kept_row_is_in_the_readers_language(language: str, words: str) -> None:
    with override(language):
        assert words in told(ONE)


def test_the_first_of_a_flood_is_marked_and_named() -> None:
    flood = Flood(AT, 12, [], ONE)
    both = told(ONE, replace(ONE, alerts=(4,)), flood=flood)
    assert both.count("came first") == 1
    assert 'data-open="3"' in both
    assert "<b>12 situations</b> since" in both
