import pytest
from django.test import Client
from django.utils.translation import override

from command_center.alerts.door import raise_alert
from command_center.alerts.found import Found
from command_center.alerts.models import Alert
from command_center.law.models import Order
from command_center.people.models import Agent
from command_center.venues.models import Zone
from command_center.venues.reasons import reason_in_words
from detection.kinds import EventKind
from detection.rulebook import RULES


@pytest.fixture
def alert(zone: Zone, order: Order, intrusion: Found) -> Alert:
    return raise_alert(intrusion)


def test_row_shows_the_reason_in_numbers(alert: Alert, operator: Agent, client: Client) -> None:
    client.force_login(operator)
    page = client.get(f"/alerts/{alert.pk}/row", headers={"accept-language": "en"})
    assert f'id="alert-{alert.pk}"' in page.text
    assert "1 inside the zone for 1 s" in page.text
    assert "North gate" in page.text


def test_row_is_refused_to_a_stranger(alert: Alert, stranger: Agent, client: Client) -> None:
    client.force_login(stranger)
    page = client.get(f"/alerts/{alert.pk}/row")
    assert page.status_code == 403
    assert "lawn" not in page.text


def test_row_sends_a_visitor_to_the_sign_in(alert: Alert, client: Client) -> None:
    page = client.get(f"/alerts/{alert.pk}/row")
    assert page.status_code == 302
    assert page.headers["location"].startswith("/sign-in")


def test_row_of_no_alert_is_not_found(operator: Agent, client: Client) -> None:
    client.force_login(operator)
    assert client.get("/alerts/404/row").status_code == 404


def test_every_kind_gives_its_reason_in_french(alert: Alert) -> None:
    with override("en"):
        english = reason_in_words(EventKind(alert.kind), alert.reason)
    with override("fr"):
        assert reason_in_words(EventKind(alert.kind), alert.reason) != english
        assert reason_in_words(EventKind(alert.kind), alert.reason) == "1 dans la zone depuis 1 s"


def test_every_kind_has_a_french_reason_with_the_same_numbers() -> None:
    import string

    from django.utils.translation import gettext

    for rule in RULES.values():
        with override("fr"):
            french = gettext(rule.reason_text)
        assert french != rule.reason_text
        numbers = [
            sorted(part[1] or "" for part in string.Formatter().parse(text))
            for text in (french, rule.reason_text)
        ]
        assert numbers[0] == numbers[1]
