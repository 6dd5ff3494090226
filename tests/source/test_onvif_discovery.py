"""Devices are found by a multicast, and at their addresses; over real UDP on this machine."""

from pathlib import Path

import pytest

from detection.source.onvif.discovery import read_matches, search, search_at
from detection.source.onvif.finding import find_at
from detection.source.onvif.trouble import Trouble
from tests.onvif.discoverable import Discoverable
from tests.onvif.manner import Manner
from tests.onvif.peer import Peer

HOST, OTHER, NOBODY = "127.0.0.71", "127.0.0.72", "127.0.0.73"
TOLD = f"http://169.254.3.3/onvif/device_service http://{HOST}:8080/onvif/device_service"


def test_search_finds_who_hears_a_multicast() -> None:
    with (
        Discoverable(HOST, TOLD, "North gate", "Dome 4"),
        Discoverable(OTHER, "http://0.0.0.0/x"),
    ):
        found = {one.host: one for one in search(1.5)}
    assert found[HOST].address == f"http://{HOST}:8080/onvif/device_service"
    assert (found[HOST].name, found[HOST].model) == ("North gate", "Dome 4")
    assert found[OTHER].address == f"http://{OTHER}/x"


def test_question_to_an_address_ends_with_its_answer() -> None:
    with Discoverable(HOST, TOLD):
        (found,) = search_at([HOST], listens_s=30)
    assert found.host == HOST


def test_device_that_answers_no_probe_is_found_by_knocking() -> None:
    page, silent = f"http://{OTHER}:1/", f"http://{NOBODY}/onvif/device_service"
    with Discoverable(HOST, TOLD), Peer() as peer, Peer(Manner(page=b"<html/>")) as website:
        plain = f"http://{HOST}/onvif/device_service"
        finding = find_at([plain, peer.address, website.address, silent, page])
    assert {one.address for one in finding.found} == {
        f"http://{HOST}:8080/onvif/device_service",
        peer.address,
    }
    assert finding.silent == {
        website.address: Trouble.NOT_ONVIF,
        silent: Trouble.NO_ANSWER,
        page: Trouble.NO_ANSWER,
    }


@pytest.mark.parametrize(
    "datagram", [b"", b"\x00\x01", b"<html/>", b"<!DOCTYPE x><x/>", Path(__file__).read_bytes()]
)
def test_what_anybody_may_send_finds_nothing(datagram: bytes) -> None:
    assert list(read_matches(datagram, HOST, {"urn:uuid:1"})) == []


def test_answer_to_a_question_that_was_not_asked_finds_nothing() -> None:
    with Discoverable(HOST, TOLD) as discoverable:
        answer = discoverable._match("urn:uuid:1")
    assert list(read_matches(answer, HOST, {"urn:uuid:2"})) == []
    assert [one.host for one in read_matches(answer, HOST, {"urn:uuid:1"})] == [HOST]
