"""The page for everyone: both languages, no cookie, and nothing that is not for everyone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from command_center.law.models import Order
from command_center.notices.models import Contact
from command_center.notices.publishing import exempt, publish
from command_center.people.models import Agent
from command_center.venues.models import Camera, Venue
from tests.law.ordering import ordered

SECRETS = ["rtsp://", "hunter2", "192.0.2.1", "North gate", "operator", "Forty thousand", "lawn"]


@pytest.fixture
def announced(operator: Agent, contact: Contact, camera: Camera) -> Order:
    """By an agent, of a camera with a password in its address."""
    camera.url = "rtsp://admin:hunter2@192.0.2.1/gate"
    camera.save()
    order = ordered([camera], is_announced=False, publication="https://raa.example.fr/42.pdf")
    publish(order, operator, timezone.now(), "Gate A")
    return order


def address(venue: Venue, language: str) -> str:
    return f"/notice/{venue.pk}/{language}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            [
                "Police nationale",
                "Olympique – Racing",
                "The stadium and its forecourt",
                "intrusion en zone interdite",
                "densité trop importante de personnes",
                "1 caméra",
                "Aucune reconnaissance faciale",
                "un mois au plus",
                "Le droit d’opposition ne s’applique pas",
                "106 rue Pierre Corneille",
                "droits@rhone.example.fr",
                "https://www.cnil.fr/fr/plaintes",
                "https://raa.example.fr/42.pdf",
                "Loi n° 2026-201, art. 47",
            ],
        ),
        (
            "en",
            [
                "too high a density of people",
                "1 camera",
                "No face recognition",
                "one month at most",
                "There is no right to object",
                "04 72 00 00 00",
                "dpo@rhone.example.fr",
            ],
        ),
    ],
)
def test_page_tells_everyone_what_the_law_wants(
    client: Client, announced: Order, language: str, said: list[str]
) -> None:
    answer = client.get(address(announced.venue, language))
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert [one for one in said if one not in answer.text] == []


def test_page_leaks_nothing_internal(client: Client, announced: Order) -> None:
    for language in ("fr", "en"):
        page = client.get(address(announced.venue, language)).text
        assert [one for one in SECRETS if one in page] == []


def test_page_needs_no_cookie_and_sets_none(client: Client, announced: Order) -> None:
    answer = client.get(f"/notice/{announced.venue.pk}", headers={"accept-language": "en"})
    assert '<html lang="en">' in answer.text
    assert not answer.cookies
    assert "<script" not in answer.text


def test_times_are_by_the_clock_of_the_venue(
    client: Client, announced: Order, operator: Agent
) -> None:
    Venue.objects.update(time_zone="Indian/Reunion")
    start = timezone.now().replace(hour=12, minute=0, second=0) + timedelta(days=1)
    tomorrow = ordered(
        list(announced.cameras.all()),
        reference="2",
        is_announced=False,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
    )
    publish(tomorrow, operator, timezone.now(), "Gate A")
    assert "16:00" in client.get(address(announced.venue, "fr")).text


@pytest.mark.django_db
def test_unannounced_and_exempt_orders_stay_unknown(
    client: Client, operator: Agent, contact: Contact, camera: Camera
) -> None:
    ordered([camera], reference="SECRET-1", is_announced=False)
    assert client.get(address(camera.venue, "fr")).status_code == 404
    exempted = ordered([camera], reference="SECRET-2", is_announced=False)
    exempt(exempted, operator, "It would warn whom we await")
    assert client.get(address(camera.venue, "fr")).status_code == 404
    told = ordered([camera], reference="TOLD-3", is_announced=False)
    publish(told, operator, timezone.now(), "Gate A")
    page = client.get(address(camera.venue, "fr")).text
    assert "TOLD-3" in page
    assert "SECRET" not in page


def test_rights_outlast_the_order_by_the_month_of_the_images(
    client: Client, contact: Contact, camera: Camera
) -> None:
    def over(days: int, reference: str) -> None:
        end = timezone.now() - timedelta(days=days)
        start = end - timedelta(days=1)
        ordered([camera], reference=reference, event=reference, starts_at=start, ends_at=end)

    over(5, "Lately")
    over(40, "Long ago")
    page = client.get(address(camera.venue, "en")).text
    assert "No analysis is announced for this place at present." in page
    assert "Lately" in page
    assert "Long ago" not in page


@pytest.mark.parametrize("tail", ["de", "fr/x", "../"])
def test_other_languages_do_not_exist(client: Client, announced: Order, tail: str) -> None:
    assert client.get(f"/notice/{announced.venue.pk}/{tail}").status_code == 404
