from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from command_center.law.models import Order, Regime
from command_center.law.regime import enter_known
from command_center.law.regime_rows import spans
from command_center.people.models import Agent
from tests.law.entering import lawyer

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def lawyer_here(operator: Agent, client: Client) -> Agent:
    enter_known()
    client.force_login(operator)
    return lawyer(operator)


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Loi RIPOST",
        "first_day": "2028-01-01",
        "last_day": "2030-12-31",
        "source": "Loi n° 2027-1, art. 3",
        "confirmation": "bill",
        "reason": "Read in the Journal officiel",
        **changes,
    }


def latest() -> Regime:
    return Regime.objects.get(name="Loi n° 2026-201, art. 47", replacement=None)


def test_table_shows_each_regime_its_source_and_the_gap_between(
    client: Client, lawyer_here: Agent
) -> None:
    page = client.get("/regimes/", headers=ENGLISH).text
    assert "Loi n° 2023-380 du 19 mai 2023, art. 10" in page
    assert "the text itself was read" in page
    assert "a secondary source" in page
    assert "No regime" in page
    assert "1 Apr 2025" in page
    assert "19 Mar 2026" in page


def test_regime_is_entered_with_author_and_reason(client: Client, lawyer_here: Agent) -> None:
    assert client.post("/regimes/new", typed()).status_code == 302
    entered = Regime.objects.get(name="Loi RIPOST")
    assert (entered.entered_by, entered.reason) == (lawyer_here, "Read in the Journal officiel")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"last_day": "2027-12-31"}, "The last day must not come before the first."),
        ({"reason": ""}, "This field is required."),
        ({"source": ""}, "This field is required."),
        ({"confirmation": "rumour"}, "Select a valid choice"),
        ({"first_day": "2027-02-30"}, "Enter a valid date."),
    ],
)
def test_regime_that_is_wrong_is_given_back(
    client: Client, lawyer_here: Agent, changes: dict[str, str], message: str
) -> None:
    page = client.post("/regimes/new", typed(**changes), headers=ENGLISH)
    assert page.status_code == 200
    assert message in page.text
    assert not Regime.objects.filter(name="Loi RIPOST").exists()


def test_correction_replaces_and_keeps_what_was_there(
    client: Client, lawyer_here: Agent, order: Order
) -> None:
    old = latest()
    page = client.get(f"/regimes/{old.pk}/correct", headers=ENGLISH).text
    assert 'value="2027-12-31"' in page
    assert order.reference in page
    given = typed(name=old.name, first_day="2026-03-20", last_day="2026-03-31")
    client.post(f"/regimes/{old.pk}/correct", given)
    assert order.state() == "no_regime"
    kept = Regime.objects.get(pk=old.pk)
    assert kept.last_day == date(2027, 12, 31)
    page = client.get("/regimes/", headers=ENGLISH).text
    assert "entered 2 times" in page
    assert "31 Dec 2027" in page
    assert "No regime is in force today: nothing is analysed." in page


def test_regime_that_is_taken_away_permits_nothing_and_is_remembered(
    client: Client, lawyer_here: Agent, order: Order
) -> None:
    old = latest()
    client.post(f"/regimes/{old.pk}/remove", {"reason": ""})
    assert order.state() == "in_force"
    client.post(f"/regimes/{old.pk}/remove", {"reason": "Struck down"})
    assert order.state() == "no_regime"
    page = client.get("/regimes/", headers=ENGLISH).text
    assert "Taken away" in page
    assert "Struck down" in page


def test_the_same_regime_is_not_corrected_twice(client: Client, lawyer_here: Agent) -> None:
    old = latest()
    client.post(f"/regimes/{old.pk}/correct", typed(name="First"))
    page = client.post(f"/regimes/{old.pk}/correct", typed(name="Second"), headers=ENGLISH)
    assert "Somebody has just corrected it" in page.text
    client.post(f"/regimes/{old.pk}/remove", {"reason": "Mine"})
    assert Regime.objects.filter(replaces=old).get().name == "First"


def test_gap_after_today_and_before_are_told_apart(lawyer_here: Agent) -> None:
    standing, _gone = spans(date(2025, 6, 1))
    assert [(one.regime is None, one.when) for one in standing] == [
        (False, "past"),
        (True, "present"),
        (False, "future"),
    ]


def test_days_are_those_of_paris(lawyer_here: Agent, client: Client) -> None:
    paris = ZoneInfo("Europe/Paris")
    standing, _gone = spans(datetime(2026, 3, 20, tzinfo=paris).date())
    assert standing[-1].when == "present"


def test_operator_may_not_touch_regimes(client: Client, operator: Agent) -> None:
    enter_known()
    client.force_login(operator)
    old = latest()
    assert client.get("/regimes/").status_code == 403
    assert client.post(f"/regimes/{old.pk}/remove", {"reason": "x"}).status_code == 403
