"""A camera over RTSP that answers with another address: FFmpeg follows, unless `rtsp` is in no
whitelist."""

import socket
import threading
from collections.abc import Iterator

import av
import pytest

from detection.source.address import Cause, SourceError, open_source

FOLLOWS_WITHIN_S = 3.0


class Camera:
    """Answers OPTIONS, and DESCRIBE with `status` and `Location`; `asked` is what came."""

    def __init__(self, answer: str) -> None:
        self.asked: list[str] = []
        self._answer = answer
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _from = self._server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(FOLLOWS_WITHIN_S)
                while asked := connection.recv(4096).decode():
                    self.asked.append(asked.partition(" ")[0])
                    connection.sendall(self._to(asked).encode())

    def _to(self, asked: str) -> str:
        number = next(line for line in asked.splitlines() if line.startswith("CSeq"))
        answer = "200 OK" if asked.startswith("OPTIONS") else self._answer
        return "\r\n".join([f"RTSP/1.0 {answer.replace('|', chr(13) + chr(10))}", number, "", ""])


@pytest.fixture
def inner() -> Iterator[Camera]:
    camera = Camera("404 Not Found")
    yield camera
    camera.close()


@pytest.fixture
def camera(inner: Camera) -> Iterator[Camera]:
    camera = Camera(f"302 Found|Location: rtsp://127.0.0.1:{inner.port}/secret")
    yield camera
    camera.close()


def test_redirect_is_not_followed(camera: Camera, inner: Camera) -> None:
    with pytest.raises(SourceError) as refused:
        open_source(f"rtsp://127.0.0.1:{camera.port}/live")
    assert refused.value.cause is Cause.UNREACHABLE
    assert (camera.asked, inner.asked) == (["OPTIONS", "DESCRIBE"], [])


def test_ffmpeg_alone_would_follow(camera: Camera, inner: Camera) -> None:
    with pytest.raises(av.error.FFmpegError):
        av.open(f"rtsp://127.0.0.1:{camera.port}/live", options={"rtsp_transport": "tcp"})
    assert inner.asked == ["OPTIONS", "DESCRIBE"]
