"""A camera over HTTP that is hostile: it redirects, and names segments elsewhere."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from detection.source.address import Cause, SourceError, open_source
from detection.source.http_calls import JudgedTransport
from detection.source.networks import Forbidden
from tests.films import write_film
from tests.http_camera import write_segments

LIST = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXTINF:4.0,\n{}\n#EXT-X-ENDLIST\n"


LISTED = {"Content-Type": "application/vnd.apple.mpegurl"}
Answer = tuple[int, dict[str, str], bytes]


class Server:
    """Answers what it is told to; `asked` is what came."""

    def __init__(self, address: str) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.asked: list[tuple[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers.get("Authorization", "")))
                status, headers, body = outer.next_to(self.path)
                if status == 401 and self.headers.get("Authorization"):
                    status, headers, body = outer.next_to("signed in")
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((address, 0), Handler)
        self.address = f"{address}:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def next_to(self, path: str) -> Answer:
        """Of several, one after the other."""
        found = self.answers[path]
        return found.pop(0) if isinstance(found, list) else found

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """In a network of cameras; `inner` is beside it, and is not."""
    monkeypatch.setenv("CAMERA_NETWORKS", "127.0.7.0/24")
    server = Server("127.0.7.1")
    yield server
    server.close()


@pytest.fixture
def inner() -> Iterator[Server]:
    server = Server("127.0.8.1")
    yield server
    server.close()


@pytest.fixture(autouse=True)
def this_machine_is_not_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of 127.0.0.0/8 is this machine; here a part of it stands for another."""
    monkeypatch.setattr("detection.source.networks._is_this_machine", lambda address: False)


def test_redirect_is_not_followed(camera: Server, inner: Server) -> None:
    camera.answers["/live"] = (302, {"Location": f"http://{inner.address}/secret"}, b"")
    with pytest.raises(SourceError, match="302") as refused:
        open_source(f"http://{camera.address}/live")
    assert refused.value.cause is Cause.UNREACHABLE
    assert inner.asked == []


@pytest.mark.parametrize("kind", ["application/vnd.apple.mpegurl", "video/mp4"])
def test_segments_elsewhere_are_not_fetched(camera: Server, inner: Server, kind: str) -> None:
    text = LIST.format(f"http://{inner.address}/secret.ts").encode()
    camera.answers["/live.m3u8"] = (200, {"Content-Type": kind}, text)
    with pytest.raises(SourceError):
        open_source(f"http://{camera.address}/live.m3u8")
    assert inner.asked == []


@pytest.mark.parametrize(
    "segment",
    ["file:///etc/passwd", "/etc/passwd", "concat:/etc/passwd", "data:,x", "tcp://[::1]:1"],
)
def test_segments_of_other_protocols_are_not_read(camera: Server, segment: str) -> None:
    head = {"Content-Type": "application/vnd.apple.mpegurl"}
    camera.answers["/live.m3u8"] = (200, head, LIST.format(segment).encode())
    camera.answers["/etc/passwd"] = (404, {}, b"")
    with pytest.raises(SourceError):
        open_source(f"http://{camera.address}/live.m3u8")


def test_segment_that_redirects_is_an_empty_one(camera: Server, inner: Server) -> None:
    head = {"Content-Type": "application/vnd.apple.mpegurl"}
    camera.answers["/live.m3u8"] = (200, head, LIST.format("part.ts").encode())
    camera.answers["/part.ts"] = (302, {"Location": f"http://{inner.address}/secret"}, b"")
    with pytest.raises(SourceError):
        open_source(f"http://{camera.address}/live.m3u8")
    assert inner.asked == []


@pytest.mark.parametrize(
    "wanted", ['Basic realm="camera"', 'Digest realm="camera", nonce="7", qop="auth"']
)
def test_camera_that_asks_for_a_password_gets_it(
    camera: Server, tmp_path: Path, wanted: str
) -> None:
    film = write_film(tmp_path / "film.mp4", pictures=20).read_bytes()
    camera.answers["/live"] = (401, {"WWW-Authenticate": wanted}, b"")
    camera.answers["signed in"] = (200, {"Content-Type": "video/mp4"}, film)
    with open_source(f"http://admin:ge%40heim@{camera.address}/live") as container:
        assert container.streams.video
    told = camera.asked[-1][1]
    expected = "Basic " + base64.b64encode(b"admin:ge@heim").decode()
    assert told == expected or told.startswith('Digest username="admin"')


def test_live_list_is_asked_for_again_with_all_of_its_address(
    camera: Server, tmp_path: Path
) -> None:
    """A secret in the query is a part of it."""
    write_segments(write_film(tmp_path / "film.mp4", pictures=50), tmp_path)
    whole = LIST.format("part0.ts").encode()
    still_live = whole.replace(b"#EXT-X-ENDLIST\n", b"").replace(b"DURATION:4", b"DURATION:1")
    address = "/live.m3u8?token=geheim"
    camera.answers[address] = [(200, LISTED, still_live), (200, LISTED, whole)]
    camera.answers["/part0.ts"] = (200, {}, (tmp_path / "part0.ts").read_bytes())
    with open_source(f"http://{camera.address}{address}") as container:
        assert sum(packet.size > 0 for packet in container.demux(video=0)) == 50
    assert [path for path, _ in camera.asked].count(address) == 2


def test_password_goes_to_no_other_host(camera: Server, inner: Server) -> None:
    other = Server("127.0.7.2")
    other.answers["/part.ts"] = (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
    head = {"Content-Type": "application/vnd.apple.mpegurl"}
    camera.answers["/live.m3u8"] = (
        *(200, head),
        LIST.format(f"http://{other.address}/part.ts").encode(),
    )
    with pytest.raises(SourceError):
        open_source(f"http://admin:geheim@{camera.address}/live.m3u8")
    assert other.asked == [("/part.ts", "")]
    other.close()


def test_server_is_told_the_name_that_was_written(
    camera: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is called by the address that was judged."""
    port = int(camera.address.rpartition(":")[2])
    monkeypatch.setattr(
        "detection.source.networks.socket.getaddrinfo",
        lambda host, port, *_, **__: [(2, 1, 6, "", ("127.0.7.1", port))],
    )
    camera.answers["/x"] = (200, {}, b"here")
    with httpx.Client(transport=JudgedTransport(), trust_env=False) as client:
        answer = client.get(f"http://camera.example:{port}/x")
    assert (answer.text, answer.request.headers["host"]) == ("here", f"camera.example:{port}")


def test_http_to_a_forbidden_place_is_not_asked(inner: Server, camera: Server) -> None:
    with (
        httpx.Client(transport=JudgedTransport(), trust_env=False) as client,
        pytest.raises(Forbidden),
    ):
        client.get(f"http://{inner.address}/secret")
    assert inner.asked == []
