"""What a camera is and sends, and how it differs from a good one."""

from dataclasses import dataclass, field
from datetime import timedelta

from tests.onvif.wsdl import MEDIA, MEDIA2


@dataclass(frozen=True)
class Stream:
    """A profile of the camera; `pictures` from keyframe to keyframe."""

    token: str
    width: int
    height: int
    codec: str = "H264"
    fps: int = 25
    kbit_per_s: int = 4000
    pictures: int = 50
    source: str = "input-1"


MAIN, SUB = Stream("main", 1920, 1080), Stream("sub", 640, 360, fps=12, kbit_per_s=500, pictures=24)


@dataclass
class Manner:
    """`calls_itself`: the host in what it tells. `fails_at`: a service and an operation of it.
    `page`: said to whatever it is asked.

    `asked`: the operations that it answered, in their order.
    """

    streams: tuple[Stream, ...] = (MAIN, SUB)
    services: tuple[str, ...] = (MEDIA, MEDIA2)
    clock_off: timedelta = timedelta()
    calls_itself: str = ""
    knows_services: bool = True
    wants_http_digest: bool = False
    fails_at: tuple[str, str] = ("", "")
    page: bytes = b""
    maker: str = "ACME"
    model: str = "Dome 4"
    asked: list[str] = field(default_factory=list)
