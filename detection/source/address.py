"""Opening an address: RTSP, HTTP (HLS too), a video file, a webcam."""

import re
import sys
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import av
from av.container import InputContainer
from av.video.stream import VideoStream

OPENED_WITHIN_S = 5.0
READ_WITHIN_S = 3.0
"""A stalled camera sends no error; without a limit the reader would wait for ever."""

SEGMENT_WITHIN_S = 12.0
"""Over HTTP the next segment is only listed when it is complete; 10 s long ones are in use."""

NETWORK_SCHEMES = frozenset({"rtsp", "rtsps", "http", "https"})
ADDRESSES = "rtsp://, rtsps://, http://, https://, webcam:0 or the path of a video file"


HIDDEN = "***"
SECRET = re.compile(
    r"((?:pass|pwd|psw|auth|token|secret|key|sig|session|sid)[\w-]*=)[^&;/?#]+", re.IGNORECASE
)
"""Of a query, and of a path such as /user=a_password=b_channel=1: too much is hidden there, never
too little."""


class Cause(StrEnum):
    """Why a source gives no picture; the interface says it in the reader's language."""

    UNKNOWN_SCHEME = "unknown_scheme"
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


def is_file(address: str) -> bool:
    """A recording that stands in for a camera is paced and looped; nothing else is."""
    return "://" not in address and not address.startswith("webcam:")


def comes_in_lumps(container: InputContainer, address: str) -> bool:
    """Faster than it was filmed: a film, or segments over HTTP. It must be paced."""
    if is_file(address):
        return True
    is_recorded = container.format.name.startswith("hls") or container.duration is not None
    return _is_http(address) and is_recorded


def open_source(address: str) -> InputContainer:
    """An open container with at least one video stream; `SourceError` otherwise."""
    if is_file(address):
        _check_file(Path(address))
    container = _open(address)
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
    name, form, options = _for_ffmpeg(address)
    read_within_s = SEGMENT_WITHIN_S if _is_http(address) else READ_WITHIN_S
    try:
        container = av.open(
            name, format=form, options=options, timeout=(OPENED_WITHIN_S, read_within_s)
        )
    except (av.error.FFmpegError, OSError) as error:
        raise _refusal(address, error) from None  # FFmpeg's own message holds the password
    assert isinstance(container, InputContainer)
    return container


def _for_ffmpeg(address: str) -> tuple[str, str | None, dict[str, str]]:
    if is_file(address):
        return f"file:{Path(address).resolve()}", None, {}
    if address.startswith("webcam:"):
        return _webcam(address.removeprefix("webcam:"))
    scheme = urlsplit(address).scheme
    if scheme not in NETWORK_SCHEMES:
        raise SourceError(
            Cause.UNKNOWN_SCHEME,
            f"{shown(address)}: “{scheme}://” is no kind of source; write {ADDRESSES}.",
        )
    # UDP loses packets without a word, and firewalls drop it.
    return address, None, {"rtsp_transport": "tcp"} if scheme.startswith("rtsp") else {}


def _webcam(number: str) -> tuple[str, str, dict[str, str]]:
    if not number.isdigit():
        raise SourceError(
            Cause.UNKNOWN_SCHEME, f"webcam:{number}: write the number of the webcam, as webcam:0."
        )
    if sys.platform == "darwin":
        return number, "avfoundation", {"framerate": "30"}
    return f"/dev/video{number}", "v4l2", {}


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
