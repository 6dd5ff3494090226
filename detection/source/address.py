"""Opening an address: RTSP, HTTP (HLS too), a video file, a webcam. Who may be called is judged
in `networks` each time that a connection is made."""

import io
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import av
import httpx
from av.container import InputContainer
from av.video.stream import VideoStream

from detection.source.http_camera import HttpCamera
from detection.source.networks import Forbidden, check_film, check_written, judged

OPENED_WITHIN_S = 5.0
READ_WITHIN_S = 3.0
"""A stalled camera sends no error; without a limit the reader would wait for ever."""

SEGMENT_WITHIN_S = 12.0
"""Over HTTP the next segment is only listed when it is complete; 10 s long ones are in use."""

NETWORK_SCHEMES = frozenset({"rtsp", "rtsps", "http", "https"})
RTSP_PORTS = {"rtsp": 554, "rtsps": 322}
ADDRESSES = "rtsp://, rtsps://, http://, https://, webcam:0 or the path of a video file"

FILM_ONLY = {"protocol_whitelist": "file"}
RTSP_ONLY = {"protocol_whitelist": "tcp,tls", "rtsp_transport": "tcp"}
"""UDP loses packets without a word, and firewalls drop it. `rtsp` itself is not listed: FFmpeg asks
that of an address that a camera sends it on to, and so follows none."""

HTTP_ONLY = {
    "protocol_whitelist": "http,https",
    "http_persistent": "0",
    "http_multiple": "0",
}
"""Kept connections would be FFmpeg's own. What else a file names (file:, concat:, data:) is not
opened."""

HELD_BYTES = 131_072
"""So much of a film is held: of one whose table of contents comes last, no more can be played from
a server that gives no parts."""

HIDDEN = "***"
SECRET = re.compile(
    r"((?:pass|pwd|psw|auth|token|secret|key|sig|session|sid)[\w-]*=)[^&;/?#]+", re.IGNORECASE
)
"""Of a query, and of a path such as /user=a_password=b_channel=1: too much is hidden there, never
too little."""


class Cause(StrEnum):
    """Why a source gives no picture; the interface says it in the reader's language."""

    UNKNOWN_SCHEME = "unknown_scheme"
    FORBIDDEN_NETWORK = "forbidden_network"
    FORBIDDEN_PORT = "forbidden_port"
    FORBIDDEN_FILM = "forbidden_film"
    UNREACHABLE = "unreachable"
    NOT_FOUND = "not_found"
    EMPTY = "empty"
    NOT_VIDEO = "not_video"
    ENDED = "ended"


class SourceError(Exception):
    """No picture from this source. The message says which, why and what to do; no password."""

    def __init__(self, cause: Cause, message: str) -> None:
        super().__init__(message)
        self.cause = cause


def shown(address: str) -> str:
    """The address without its user name, password and query, for messages and logs."""
    if "://" not in address:
        return address
    parts = urlsplit(address)
    open_part = (parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")
    return withheld(urlunsplit(open_part))


def withheld(address: str) -> str:
    """With `HIDDEN` in the place of secrets that some cameras want within the address itself."""
    return SECRET.sub(rf"\1{HIDDEN}", address) if "://" in address else address


def is_rtsp(address: str) -> bool:
    return urlsplit(address).scheme in RTSP_PORTS


def is_file(address: str) -> bool:
    """A recording that stands in for a camera is paced and looped; nothing else is."""
    return "://" not in address and not address.startswith("webcam:")


def comes_in_lumps(container: InputContainer, address: str) -> bool:
    """Faster than it was filmed: a film, or segments over HTTP. It must be paced."""
    if is_file(address):
        return True
    is_recorded = container.format.name.startswith("hls") or container.duration is not None
    return _is_http(address) and is_recorded


def check_address(address: str) -> None:
    """Raises `SourceError` for what would be refused whatever answers; nobody is asked."""
    try:
        if is_file(address):
            check_film(Path(address))
        elif not address.startswith("webcam:"):
            parts = _network_parts(address)
            check_written(parts.hostname or "", parts.port)
    except Forbidden as error:
        raise _forbidden(error) from None


def open_source(address: str) -> InputContainer:
    """An open container with at least one video stream; `SourceError` otherwise."""
    check_address(address)
    if is_file(address):
        return open_film(Path(address))
    return _with_picture(_open(address), address)


def open_film(path: Path) -> InputContainer:
    """As at a command line, of whoever may read the file: it is not judged as a camera is."""
    _check_file(path)
    return _with_picture(_opened(str(path), f"file:{path.resolve()}", None, FILM_ONLY), str(path))


def _with_picture(container: InputContainer, address: str) -> InputContainer:
    if not container.streams.video:
        container.close()
        raise SourceError(
            Cause.NOT_VIDEO, f"{shown(address)} holds no video stream; choose another file."
        )
    return container


def video_stream(container: InputContainer) -> VideoStream:
    """The first video stream. Sound is never opened (CSI, art. L251-3)."""
    return container.streams.video[0]


def _is_http(address: str) -> bool:
    return address.startswith(("http:", "https:"))


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise SourceError(Cause.NOT_FOUND, f"{path}: there is no such file; check the path.")
    if path.stat().st_size == 0:
        raise SourceError(Cause.EMPTY, f"{path} is empty (0 bytes); copy the film again.")


def _open(address: str) -> InputContainer:
    if address.startswith("webcam:"):
        return _opened(address, *_webcam(address.removeprefix("webcam:")))
    parts = _network_parts(address)
    if parts.scheme in RTSP_PORTS:
        return _opened(address, _pinned(parts, address), None, RTSP_ONLY)
    return _over_http(address)


def _network_parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        int(parts.port or 0)
    except ValueError:
        raise _no_address(address) from None
    if parts.scheme not in NETWORK_SCHEMES:
        raise SourceError(
            Cause.UNKNOWN_SCHEME,
            f"{shown(address)}: “{parts.scheme}://” is no kind of source; write {ADDRESSES}.",
        )
    if not parts.hostname or not address.isprintable():
        raise _no_address(address)
    return parts


def open_recorded(media: bytes) -> InputContainer:
    """An MP4 that this system made, from memory: it leads to nothing else."""
    container = av.open(io.BytesIO(media), format="mp4")
    assert isinstance(container, InputContainer)
    return container


def _no_address(address: str) -> SourceError:
    text = f"“{address.rpartition('@')[2][:100]}” is no address of a camera; write {ADDRESSES}."
    return SourceError(Cause.UNKNOWN_SCHEME, text)


def _pinned(parts: SplitResult, address: str) -> str:
    """With the address that was judged in the place of the name, and no part that FFmpeg could
    read otherwise."""
    try:
        place = judged(parts.hostname or "", parts.port or RTSP_PORTS[parts.scheme])
    except Forbidden as error:
        raise _forbidden(error) from None
    except OSError as error:
        raise _refusal(address, error) from None
    user = quote(parts.netloc.rpartition("@")[0], safe="%:")
    netloc = f"{user}@{place.in_url}" if user else place.in_url
    return urlunsplit((parts.scheme, netloc, parts.path, parts.query, ""))


def _over_http(address: str) -> InputContainer:
    try:
        camera = HttpCamera(address, SEGMENT_WITHIN_S)
    except Forbidden as error:
        raise _forbidden(error) from None
    except (OSError, httpx.InvalidURL, UnicodeError) as error:
        raise _refusal(address, error) from None
    form = "hls" if camera.is_list else None
    # The container keeps the camera for as long as it lives.
    more = {"io_open": camera.open, "buffer_size": HELD_BYTES}
    return _opened(address, camera.name, form, HTTP_ONLY, **more)


def _opened(
    address: str, name: str, form: str | None, options: dict[str, str], **more: Any
) -> InputContainer:
    read_within_s = SEGMENT_WITHIN_S if _is_http(address) else READ_WITHIN_S
    timeout = (OPENED_WITHIN_S, read_within_s)
    try:
        container = av.open(name, format=form, options=options, timeout=timeout, **more)
    except Forbidden as error:
        raise _forbidden(error) from None
    except (av.error.FFmpegError, OSError) as error:
        raise _refusal(address, error) from None  # FFmpeg's own message holds the password
    assert isinstance(container, InputContainer)
    return container


def _webcam(number: str) -> tuple[str, str, dict[str, str]]:
    if not (number.isascii() and number.isdigit()):
        raise SourceError(
            Cause.UNKNOWN_SCHEME, f"webcam:{number}: write the number of the webcam, as webcam:0."
        )
    if sys.platform == "darwin":
        return number, "avfoundation", {"framerate": "30"}
    return f"/dev/video{number}", "v4l2", {}


def _forbidden(error: Forbidden) -> SourceError:
    return SourceError(Cause(error.why), str(error))


def _refusal(address: str, error: Exception) -> SourceError:
    if isinstance(error, av.error.InvalidDataError) or is_file(address):
        return SourceError(
            Cause.NOT_VIDEO,
            f"{shown(address)} is not a video that FFmpeg can read; "
            "check that it is the right file and complete.",
        )
    reason = getattr(error, "strerror", None) or type(error).__name__
    return SourceError(
        Cause.UNREACHABLE,
        f"{shown(address)} cannot be opened ({reason}); check that the camera is on, "
        "its address, user name and password, and the network between.",
    )
