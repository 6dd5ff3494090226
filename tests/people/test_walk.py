"""Closed by default: every address and socket, walked by everybody whom it is not for."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from command_center.audit.inquiry import INQUIRY
from command_center.people.models import Agent
from command_center.people.places import _findings
from command_center.people.roles import Role
from command_center.review.look_reason import LOOK_REASON
from command_center.signing_in.first_page import first_page
from command_center.urls import urlpatterns
from command_center.venues.models import Camera, Venue
from detection.sighting import Sighting
from tests.people.elsewhere import MARK, elsewhere
from tests.people.posted import posted
from tests.people.test_doors import FOR_ALL_AGENTS, OWN, PUBLIC

NOT_THERE = 987_654_321
WORDS = {
    "decision": "approve",
    "form": "json",
    "ending": "csv",
    "language": "en",
    "paper": "a4",
    "table": "precision",
    "name": "acts",
    "key": "none",
    "what": "clips",
    "kind": "none",
    "token": "none",
    "number": "1",
    "provider_id": "none",
    "organization_slug": "none",
}
"""What else addresses say."""

OF_THE_SITE = {
    "agent_id",
    "channel_id",
    "checkpoint_id",
    "designation_id",
    "entry_id",
    "ground_id",
    "identity_id",
    "layout_id",
    "model_id",
    "post_id",
    "reason_id",
    "regime_id",
    "request_id",
    "saved_id",
    "token_id",
    "training_id",
}
"""Of no venue: only rights that reach everywhere open them."""

CLOSED = {403, 404, 405}
OF_A_CAMERA = {"camera_id", "alert_id", "calibration_id", "glimpse_id", "change_id"}
OF_CAMERAS = {"hold_id", "rule_id", "certificate_number", "extract_id"}


def guarded() -> Iterator[URLPattern]:
    yield from (one for one in urlpatterns if one.name not in PUBLIC | OWN)


def address_of(pattern: URLPattern, numbers: Mapping[str, int]) -> str:
    def said(match: re.Match[str]) -> str:
        return str(WORDS.get(match[1]) or numbers.get(match[1], NOT_THERE))

    return "/" + re.sub(r"<\w+:(\w+)>", said, str(pattern.pattern))


def names_one_of(pattern: URLPattern, parameters: Any) -> bool:
    return any(f":{name}>" in str(pattern.pattern) for name in parameters)


def body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def told(answer: Any, address: str) -> tuple[int, bytes]:
    """Without what differs each time: the address itself, the tokens of forms, and what an answer
    before this one still had to say."""
    without = re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]+"', b"", body(answer))
    without = re.sub(rb'/guide/chapter\?of=[^"]+', b"", without)
    without = re.sub(
        rb'<div role="status"><ul class="banners">.*?</ul></div>', b"", without, flags=re.DOTALL
    )
    return answer.status_code, without.replace(address.encode(), b"")


@pytest.fixture
def numbers(operator: Agent, sighting: Sighting) -> Mapping[str, int]:
    return elsewhere(operator, sighting)


@pytest.fixture
def here(db: None) -> Venue:
    venue = Venue.objects.create(name="Bravo hall")
    Camera.objects.create(venue=venue, name="Bravo gate", url="rtsp://192.0.2.8/gate")
    return venue


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    """What is tried here is what comes after it."""
    settings.SECOND_FACTOR_FORCED = False


def signed_in(client: Client, agent: Agent) -> None:
    client.force_login(agent)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    session = client.session
    session[INQUIRY] = "test"
    session[LOOK_REASON] = {"reason": "test", "at": timezone.now().isoformat()}
    session.save()


def test_every_view_says_its_rights_or_is_known_to_need_none() -> None:
    bare = {
        one.name
        for one in guarded()
        if not getattr(one.callback, "rights", ()) and f"/{one.pattern}" not in FOR_ALL_AGENTS
    }
    assert bare == {"metrics"}, "put them behind people/door.py, or say why they need no right"


def test_every_number_in_an_address_is_of_a_place_or_of_the_whole_site() -> None:
    """A new parameter is decided upon: by `found_at`, or here."""
    named = {name for one in guarded() for name in re.findall(r"<int:(\w+)>", str(one.pattern))}
    assert named - OF_THE_SITE - set(_findings) == {"number"}  # of a version, beside its camera
    assert not OF_THE_SITE & set(_findings)


def test_one_of_each_thing_is_elsewhere(numbers: Mapping[str, int]) -> None:
    """Else the walk would prove nothing of those that are missing."""
    assert set(numbers) == set(_findings) | {"entry_id"}  # which its own page looks up


@pytest.mark.parametrize("role", list(Role))
def test_nothing_of_another_venue_is_answered_nor_whether_it_is_there(
    client: Client, stranger: Agent, here: Venue, numbers: Mapping[str, int], role: Role
) -> None:
    """What is elsewhere is answered byte by byte as what is not there."""
    signed_in(client, posted(stranger, role, here))
    for pattern in guarded():
        there, nowhere = address_of(pattern, numbers), address_of(pattern, {})
        for ask in (client.get, client.post):
            answer = ask(there)
            assert answer.status_code < 500, (role, there)
            assert MARK.encode() not in body(answer), (role, there)
            if names_one_of(pattern, numbers):
                assert answer.status_code in CLOSED, (role, there, answer.status_code)
            if answer.status_code == 403:  # for want of the right, which is asked of all methods
                break
            if names_one_of(pattern, numbers):
                assert told(answer, there) == told(ask(nowhere), nowhere), (role, there)


@pytest.mark.parametrize("role", list(Role))
def test_one_camera_shows_nothing_of_the_others_of_its_venue(
    client: Client, stranger: Agent, numbers: Mapping[str, int], role: Role
) -> None:
    venue = Venue.objects.get(pk=numbers["venue_id"])
    other = Camera.objects.create(venue=venue, name="Other gate", url="rtsp://192.0.2.9/gate")
    signed_in(client, posted(stranger, role, venue, [other.pk]))
    for pattern in guarded():
        address = address_of(pattern, numbers)
        answer = client.get(address)
        if names_one_of(pattern, OF_A_CAMERA | OF_CAMERAS):
            assert answer.status_code in CLOSED, (role, address, answer.status_code)
        if not names_one_of(pattern, numbers):
            assert f"{MARK} gate".encode() not in body(answer), (role, address)


@pytest.mark.parametrize(
    ("role", "is_everywhere"), [*((role, True) for role in Role), (Role.ADMINISTRATOR, False)]
)
def test_a_role_opens_its_pages_and_no_other(
    client: Client,
    stranger: Agent,
    numbers: Mapping[str, int],
    role: Role,
    is_everywhere: bool,
) -> None:
    """Everywhere, and at the venue itself: what the right lets see is there."""
    venue = None if is_everywhere else Venue.objects.get(pk=numbers["venue_id"])
    agent = posted(stranger, role, venue)
    signed_in(client, agent)
    for pattern in guarded():
        if not (rights := getattr(pattern.callback, "rights", ())):
            continue
        address, status = address_of(pattern, numbers), client.get(address_of(pattern, numbers))
        if not Agent.objects.get(pk=agent.pk).has_perms(rights):
            if address == "/" and status.status_code == 302:  # led on, and shown nothing here
                assert status.headers["location"] == first_page(agent) != "/"
                continue
            assert status.status_code in {403, 405}, (role, address, status)
        elif is_everywhere or names_one_of(pattern, set(numbers) - {"cap_id"}):
            assert status.status_code != 403, (role, address)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_lists_show_what_is_at_ones_own_venue(
    client: Client, stranger: Agent, here: Venue, numbers: Mapping[str, int], role: Role
) -> None:
    """What is said of the others would be worth nothing if lists were simply empty."""
    signed_in(client, posted(stranger, role, Venue.objects.get(pk=numbers["venue_id"])))
    pages = ["/", "/alerts/rows", "/cameras/alarms", "/cameras/", "/venues/", "/orders/"]
    pages += [] if role == Role.OPERATOR else ["/calibration/", "/stops/", "/retention/holds"]
    for page in pages:
        seen = body(client.get(page))
        assert MARK.encode() in seen, (role, page)
        assert b"Bravo" not in seen, (role, page)
