"""Who may be called in the place of a camera: hostile addresses lead nowhere."""

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection.source import networks
from detection.source.address import Cause, SourceError, check_address, open_source
from detection.source.networks import Forbidden, Why, is_allowed, judged, literal

FORBIDDEN = {Cause.FORBIDDEN_NETWORK, Cause.FORBIDDEN_PORT, Cause.FORBIDDEN_FILM}
HOSTILE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::]",
    "0.0.0.0",
    "0",
    "localhost",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "[::ffff:169.254.169.254]",
    "[fd00:ec2::254]",
    "[fe80::1%25eth0]",
    "169.254.7.7",
    "224.0.0.1",
    "239.255.255.250",
    "[ff02::1]",
    "255.255.255.255",
    "8.8.8.8",
    "[2001:4860:4860::8888]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
]


@pytest.fixture(autouse=True)
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is listed."""
    monkeypatch.delenv("CAMERA_NETWORKS")
    monkeypatch.delenv("CAMERA_FILMS")


@pytest.fixture
def nobody_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """FFmpeg and httpx come after this: a connection fails the test."""

    def connect(*given: object) -> None:
        pytest.fail(f"a connection to {given}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr("av.open", connect)


def why(address: str) -> Cause:
    with pytest.raises(SourceError) as refused:
        open_source(address)
    return refused.value.cause


@pytest.mark.parametrize("scheme", ["rtsp", "rtsps", "http", "https"])
@pytest.mark.parametrize("host", HOSTILE)
def test_hostile_host_is_refused(host: str, scheme: str, nobody_is_called: None) -> None:
    assert why(f"{scheme}://{host}/stream") is Cause.FORBIDDEN_NETWORK
    assert why(f"{scheme}://admin:geheim@{host}:8554/stream") is Cause.FORBIDDEN_NETWORK


@pytest.mark.parametrize("scheme", ["rtsp", "http"])
@pytest.mark.parametrize(
    "host", ["LOCALHOST.", "①②⑦.⓪.⓪.①", "127。0。0。1", "xn--a", "a" * 300, "%31"]
)
def test_strange_name_leads_to_nobody(host: str, scheme: str, nobody_is_called: None) -> None:
    """Some systems know no such name: then nobody is there."""
    assert why(f"{scheme}://{host}/stream") in {Cause.FORBIDDEN_NETWORK, Cause.UNREACHABLE}


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.10@127.0.0.1/",
        "http://192.168.1.10:80@127.0.0.1/",
        "http://192.168.1.10%2f@127.0.0.1/",
        "rtsp://192.168.1.10@192.168.1.11@127.0.0.1/",
        "rtsp://192.168.1.10\\@127.0.0.1/",
    ],
)
def test_what_stands_before_the_at_sign_is_no_host(address: str, nobody_is_called: None) -> None:
    assert why(address) is Cause.FORBIDDEN_NETWORK


@pytest.mark.parametrize("address", ["rtsp://10.0.0.1#@127.0.0.1/", "rtsp://10.0.0.1?@127.0.0.1/"])
def test_what_stands_after_the_host_is_never_one(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FFmpeg gets an address that is written anew, which has one reading."""
    opened: list[str] = []

    def hear(name: str, **_: object) -> None:
        opened.append(name)
        raise OSError(0, "heard")

    monkeypatch.setattr("av.open", hear)
    assert why(address) is Cause.UNREACHABLE
    assert urlsplit(opened[0]).netloc == "10.0.0.1:554"


@pytest.mark.parametrize(
    "address",
    [
        "concat:/etc/passwd|/etc/hosts",
        "file:/etc/passwd",
        "subfile,,start,0,end,0,,:/etc/passwd",
        "data:text/plain,x",
        "tcp:127.0.0.1:5432",
        "/etc/passwd",
        "../../etc/passwd",
        "pipe:0",
    ],
)
def test_other_protocols_of_ffmpeg_are_films_that_nobody_allowed(
    address: str, nobody_is_called: None
) -> None:
    assert why(address) is Cause.FORBIDDEN_FILM


@pytest.mark.parametrize("scheme", ["file", "tcp", "udp", "ftp", "gopher", "concat", "crypto+http"])
def test_other_schemes_are_none(scheme: str, nobody_is_called: None) -> None:
    assert why(f"{scheme}://192.168.1.10/etc/passwd") is Cause.UNKNOWN_SCHEME


@pytest.mark.parametrize(
    "address",
    ["rtsp://10.0.0.1/a\r\nDESCRIBE rtsp://b", "http://10.0.0.1/\0", "rtsp://[::1/", "rtsp:///x"],
)
def test_what_is_no_address_is_refused(address: str, nobody_is_called: None) -> None:
    assert why(address) is Cause.UNKNOWN_SCHEME


@pytest.mark.parametrize("port", [22, 5432, 6379, 11211])
def test_ports_of_other_services_are_refused(port: int, nobody_is_called: None) -> None:
    assert why(f"rtsp://192.168.1.10:{port}/stream") is Cause.FORBIDDEN_PORT


@pytest.mark.parametrize(
    "address", ["rtsp://10.1.2.3/a", "http://192.168.1.10:8080/b", "rtsp://[fd00:7::1]:8554/c"]
)
def test_private_addresses_are_where_cameras_are(address: str) -> None:
    check_address(address)


def test_listed_networks_are_the_only_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMERA_NETWORKS", "203.0.113.0/24, fd00:7::/32")
    assert is_allowed(ipaddress.ip_address("203.0.113.9"))
    assert is_allowed(ipaddress.ip_address("fd00:7::9"))
    assert not is_allowed(ipaddress.ip_address("192.168.1.10"))


@pytest.mark.parametrize("everything", ["0.0.0.0/0,::/0", "169.254.0.0/16,224.0.0.0/4,fc00::/7"])
@pytest.mark.parametrize(
    "address", ["169.254.169.254", "224.0.0.1", "0.0.0.0", "::", "fd00:ec2::254", "127.0.0.1"]
)
def test_some_addresses_are_never_a_camera(
    everything: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is this machine, where a network of its own is not listed by name."""
    monkeypatch.setenv("CAMERA_NETWORKS", everything)
    assert not is_allowed(ipaddress.ip_address(address))


def own_addresses() -> Iterator[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("192.0.2.1", 9))  # sends nothing; says from where it would
        yield one.getsockname()[0]


def test_other_addresses_of_this_machine_are_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    own = next(own_addresses())
    monkeypatch.setenv("CAMERA_NETWORKS", f"{own}/32")
    assert not is_allowed(ipaddress.ip_address(own))
    monkeypatch.setenv("CAMERA_NETWORKS", f"{own}/32,127.0.0.0/8")
    assert is_allowed(ipaddress.ip_address(own))


def named(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """`camera.example` has these addresses, one list after the other each time it is asked for."""
    left = list(answers)

    def tell(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        assert host == "camera.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in left.pop(0)]

    monkeypatch.setattr(networks.socket, "getaddrinfo", tell)


def test_one_forbidden_address_of_a_name_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, ["192.168.1.10", "127.0.0.1"])
    with pytest.raises(Forbidden) as refused:
        judged("camera.example", 554)
    assert refused.value.why is Why.NETWORK


def test_name_that_changes_its_mind_is_called_where_it_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named(monkeypatch, ["192.168.1.10"], ["127.0.0.1"])
    opened: list[str] = []

    def hear(name: str, **_: object) -> None:
        opened.append(name)
        raise OSError(0, "heard")

    monkeypatch.setattr("av.open", hear)
    assert why("rtsp://admin:ge%40heim@camera.example/stream") is Cause.UNREACHABLE
    assert opened == ["rtsp://admin:ge%40heim@192.168.1.10:554/stream"]
    assert why("rtsp://camera.example/stream") is Cause.FORBIDDEN_NETWORK  # asked again, it says so


def cause_of(address: str) -> Cause | None:
    try:
        check_address(address)
    except SourceError as error:
        return error.cause
    return None


addresses = st.ip_addresses()
v4 = st.ip_addresses(v=4)


@given(v4)
def test_every_spelling_of_an_address_is_that_address(address: ipaddress.IPv4Address) -> None:
    number, parts = int(address), address.packed
    spellings = [
        *(str(address), str(number), hex(number), f"0{number:o}", f"::ffff:{address}"),
        ".".join(hex(one) for one in parts),
        ".".join(f"0{one:o}" for one in parts),
        f"{parts[0]}.{number & 0xFFFFFF}",
        f"{parts[0]}.{parts[1]}.{number & 0xFFFF}",
    ]
    assert {literal(one) for one in spellings} == {address}


@given(addresses)
def test_what_is_allowed_is_private_and_no_place_of_the_machine(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_allowed(address):
        assert address.is_private
        kinds = (address.is_loopback, address.is_link_local, address.is_multicast)
        assert not any([*kinds, address.is_unspecified, address.is_reserved])


@given(st.text(min_size=1, max_size=60))
def test_no_text_makes_checking_fail_otherwise(text: str) -> None:
    for address in (text, f"rtsp://{text}", f"http://a:b@{text}/x", f"rtsp://10.0.0.1:{text}"):
        assert cause_of(address) in FORBIDDEN | {Cause.UNKNOWN_SCHEME, None}


def test_film_that_a_link_leads_to_is_judged_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films, secret = tmp_path / "films", tmp_path / "secret.mp4"
    films.mkdir()
    secret.write_text("x")
    (films / "link.mp4").symlink_to(secret)
    (films / "own.mp4").write_text("x")
    monkeypatch.setenv("CAMERA_FILMS", str(films))
    assert why(str(films / "link.mp4")) is Cause.FORBIDDEN_FILM
    assert why(f"{films}/../secret.mp4") is Cause.FORBIDDEN_FILM
    assert why(str(films / "own.mp4")) is Cause.NOT_VIDEO
