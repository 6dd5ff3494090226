"""A device is asked what it is and sends; the peer's messages are those of the WSDL files."""

import base64
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from detection.source.onvif import caller, device
from detection.source.onvif.device import describe, knock
from detection.source.onvif.login import Login, username_token
from detection.source.onvif.profiles import choice
from detection.source.onvif.trouble import OnvifError, Trouble
from detection.source.probe import Hint
from tests.onvif.manner import Manner, Stream
from tests.onvif.peer import PASSWORD, USER, Peer
from tests.onvif.wsdl import MEDIA, MEDIA2

LOGIN = Login(USER, PASSWORD)
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><x>&b;</x></s:Body>'
    b"</s:Envelope>"
)


def trouble_of(peer: Peer, login: Login = LOGIN) -> Trouble:
    with pytest.raises(OnvifError) as failure:
        describe(peer.address, login)
    assert login.password not in str(failure.value) + repr(failure.value) + repr(login)
    return failure.value.trouble


def test_digest_is_that_of_the_programmers_guide() -> None:
    """ONVIF Application Programmer's Guide, 1.0, 6.1.1.3."""
    nonce = base64.b64decode("LKqI6G/AikKCQrN0zqZFlg==")
    made_at = datetime(2010, 9, 16, 7, 50, 45, tzinfo=UTC)
    token = username_token(Login("user", "userpassword"), made_at, nonce)
    assert ">tuOSpGlFlIXsozq4HFNeeGeFLEI=<" in token


@pytest.mark.parametrize("services", [(MEDIA,), (MEDIA2,), (MEDIA, MEDIA2)])
def test_device_tells_what_it_is_and_sends(services: tuple[str, ...]) -> None:
    with Peer(Manner(services=services)) as peer:
        told = describe(peer.address, LOGIN)
    assert (told.maker, told.model, told.firmware) == ("ACME", "Dome 4", "1.2")
    assert told.clock_offset_s is not None
    assert abs(told.clock_offset_s) < 2
    main, sub = told.profiles
    assert (main.codec, main.width_px, main.height_px, main.fps) == ("h264", 1920, 1080, 25)
    assert (main.bit_per_s, main.keyframe_every_s) == (4_000_000, 2)
    assert sub.address == "rtsp://127.0.0.1:554/sub?channel=1"
    assert choice(told.profiles) == (main, sub)


def test_wrong_password_is_tried_once() -> None:
    """After a few times a camera locks itself."""
    with Peer() as peer:
        assert trouble_of(peer, Login(USER, "a wrong one")) is Trouble.REFUSED
        assert peer.manner.asked == ["GetSystemDateAndTime"]


@pytest.mark.parametrize("hours", [-1, 1])
def test_digest_counts_by_the_clock_of_the_device(hours: int) -> None:
    with Peer(Manner(clock_off=timedelta(hours=hours))) as peer:
        told = describe(peer.address, LOGIN)
    assert told.clock_offset_s == pytest.approx(hours * 3600, abs=2)


def test_device_that_wants_the_digest_of_http_gets_it() -> None:
    with Peer(Manner(wants_http_digest=True)) as peer:
        assert describe(peer.address, LOGIN).model == "Dome 4"
    with Peer(Manner(wants_http_digest=True)) as peer:
        assert trouble_of(peer, Login(USER, "a wrong one")) is Trouble.REFUSED


def test_device_of_before_get_services_is_asked_for_its_capabilities() -> None:
    with Peer(Manner(services=(MEDIA,), knows_services=False)) as peer:
        assert len(describe(peer.address, LOGIN).profiles) == 2
        assert "GetCapabilities" in peer.manner.asked


def test_device_whose_media2_fails_is_asked_by_media() -> None:
    with Peer(Manner(fails_at=(MEDIA2, "GetProfiles"))) as peer:
        assert len(describe(peer.address, LOGIN).profiles) == 2


def test_fault_of_a_device_is_told_in_its_words() -> None:
    manner = Manner(services=(MEDIA,), fails_at=(MEDIA, "GetStreamUri"))
    with Peer(manner) as peer, pytest.raises(OnvifError) as failure:
        describe(peer.address, LOGIN)
    assert (failure.value.trouble, failure.value.reason) == (Trouble.FAULT, "Out of memory")


def test_h265_is_told_and_hinted_at() -> None:
    streams = (
        Stream("main", 3840, 2160, codec="H265", pictures=250),
        Stream("sub", 640, 360, "H265"),
    )
    with Peer(Manner(streams=streams)) as peer:
        main, sub = choice(describe(peer.address, LOGIN).profiles)
    assert main.codec == "hevc"
    assert set(main.hints()) == {Hint.TRANSCODED, Hint.KEYFRAMES_SELDOM, Hint.VERY_LARGE}
    assert sub is None


def test_h265_that_media_cannot_tell_is_no_picture() -> None:
    with Peer(Manner(streams=(Stream("main", 1920, 1080, "H265"),), services=(MEDIA,))) as peer:
        assert trouble_of(peer) is Trouble.NO_VIDEO


@pytest.mark.parametrize("host", ["0.0.0.0", "169.254.1.1"])
def test_device_that_tells_an_address_of_no_use_is_asked_where_it_was(host: str) -> None:
    with Peer(Manner(calls_itself=host)) as peer:
        told = describe(peer.address, LOGIN)
    assert [one.address for one in told.profiles] == [
        "rtsp://127.0.0.1:554/main?channel=1",
        "rtsp://127.0.0.1:554/sub?channel=1",
    ]


@pytest.mark.parametrize(
    "page",
    [b"<!DOCTYPE html><html>Sign in</html>", b"<html/>", b"\xff\xfe", LAUGHS, b"<" * 2_000_000],
)
def test_what_is_no_soap_is_told_so(page: bytes) -> None:
    with Peer(Manner(page=page)) as peer:
        assert trouble_of(peer) is Trouble.NOT_ONVIF


def test_no_device_is_told_so() -> None:
    with Peer() as peer:
        address = peer.address
    assert knock([address]) == {address: Trouble.NO_ANSWER}


def test_device_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caller, "ANSWERS_WITHIN_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/onvif/device_service"
        assert knock([address]) == {address: Trouble.NO_ANSWER}


def test_answer_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caller, "ANSWERS_WITHIN_S", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        dripping = threading.Thread(target=drip, args=[server])
        dripping.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/onvif/device_service"
        assert knock([address]) == {address: Trouble.NO_ANSWER}
        dripping.join()


def drip(server: socket.socket) -> None:
    """A byte now and then, until who asked has gone: each comes within any limit of a read."""
    asked, _ = server.accept()
    with asked, suppress(ConnectionError):
        asked.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            asked.sendall(b"<")
            time.sleep(0.02)


def test_all_questions_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "WITHIN_S", 0.001)
    with Peer() as peer:
        assert trouble_of(peer) is Trouble.NO_ANSWER


def test_large_picture_is_analysed_and_the_smallest_fair_one_shown_small() -> None:
    sizes = [(2560, 1440), (1920, 1080), (704, 576), (352, 288), (160, 120)]
    streams = tuple(Stream(f"{width}", width, height) for width, height in sizes)
    with Peer(Manner(streams=(*streams, Stream("other", 1280, 720, source="input-2")))) as peer:
        main, sub = choice(describe(peer.address, LOGIN).profiles)
    assert sub is not None
    assert (main.token, sub.token) == ("1920", "352")
