"""Addresses as administrators write them, and as devices tell their own."""

import pytest

from detection.source.onvif.addresses import (
    on_answering_host,
    on_asked_host,
    service_addresses,
    stream_address,
)
from detection.source.onvif.trouble import OnvifError, Trouble

DEVICE = "/onvif/device_service"
ASKED = "http://192.0.2.10:8080/onvif/device_service"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("192.0.2.10", [f"http://192.0.2.10{DEVICE}"]),
        (" gate.example:8080 ", [f"http://gate.example:8080{DEVICE}"]),
        ("https://192.0.2.10/", [f"https://192.0.2.10{DEVICE}"]),
        ("http://192.0.2.10:8899/onvif/other", ["http://192.0.2.10:8899/onvif/other"]),
        ("192.0.2.9-11", [f"http://192.0.2.{last}{DEVICE}" for last in (9, 10, 11)]),
        ("192.0.2.1, 192.0.2.2;192.0.2.1", [f"http://192.0.2.{n}{DEVICE}" for n in (1, 2)]),
        ("2001:db8::7", [f"http://[2001:db8::7]{DEVICE}"]),
        ("", []),
    ],
)
def test_addresses_are_read_as_they_are_written(written: str, meant: list[str]) -> None:
    assert service_addresses(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "rtsp://192.0.2.10/stream",
        "http://",
        "192.0.2.10:door",
        "http://admin:secret@192.0.2.10/",
        "192.0.2.20-10",
        "192.0.2.20-300",
        "192.0.2.1-200",
        "http://[2001:db8::7/",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(OnvifError) as refusal:
        service_addresses(written)
    assert refusal.value.trouble is Trouble.NO_ADDRESS


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ("http://192.0.2.10:8080/onvif/media", "http://192.0.2.10:8080/onvif/media"),
        ("http://192.0.2.10:8090/onvif/media", "http://192.0.2.10:8090/onvif/media"),
        ("http://0.0.0.0/onvif/media", "http://192.0.2.10:8080/onvif/media"),
        ("http://169.254.7.7/onvif/media", "http://192.0.2.10:8080/onvif/media"),
        ("http://198.51.100.66/steal", "http://192.0.2.10:8080/steal"),
        ("", ASKED),
    ],
)
def test_services_are_asked_on_the_host_that_was_asked(told: str, used: str) -> None:
    assert on_asked_host(told, ASKED) == used


@pytest.mark.parametrize(
    ("told", "used"),
    [
        ("rtsp://192.0.2.10:554/main?a=1", "rtsp://192.0.2.10:554/main?a=1"),
        ("rtsp://0.0.0.0:8554/main", "rtsp://192.0.2.10:8554/main"),
        ("rtsp://169.254.7.7/main", "rtsp://192.0.2.10/main"),
        ("rtsp://[fe80::1]/main", "rtsp://192.0.2.10/main"),
        ("rtsp://127.0.0.1/main", "rtsp://192.0.2.10/main"),
        ("rtsp:///main", "rtsp://192.0.2.10/main"),
        ("rtsp://192.0.2.77/main", "rtsp://192.0.2.77/main"),
        ("rtsp://admin:secret@192.0.2.10/main", "rtsp://192.0.2.10/main"),
        ("rtsp://[/main", ""),
    ],
)
def test_streams_lie_where_somebody_else_can_reach_them(told: str, used: str) -> None:
    assert stream_address(told, ASKED) == used


def test_device_that_answers_is_asked_where_it_answered_from() -> None:
    told = ["http://[fe80::1]/onvif/a", "http://0.0.0.0:81/onvif/b", "http://192.0.2.5:82/onvif/c"]
    assert on_answering_host(told, "192.0.2.5") == "http://192.0.2.5:82/onvif/c"
    assert on_answering_host(told[1:2], "192.0.2.5") == "http://192.0.2.5:81/onvif/b"
    with pytest.raises(OnvifError):
        on_answering_host(["ftp://192.0.2.5/"], "192.0.2.5")
