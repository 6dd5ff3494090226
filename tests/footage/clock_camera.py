"""A camera whose pictures carry the time at which they were taken: a real RTSP server, live."""

import struct
import subprocess
import threading
import time
from contextlib import suppress
from datetime import datetime
from fractions import Fraction
from typing import Any

import av
from av.video.codeccontext import VideoCodecContext

from tests.films import BITS, FPS, HEIGHT_PX, WIDTH_PX, number_of, picture
from tests.ports import free_port
from tests.rtsp import PYTHON

ROUND_MS = 1 << BITS
"""The burnt-in clock tells milliseconds, and begins anew after so many."""

SERVER = """
import struct
import sys
import threading
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtspServer
Gst.init(None)
CAPS = "video/x-h264,stream-format=byte-stream,alignment=au"
source, began = None, None

def configure(factory, media):
    global source, began
    began = None
    source = media.get_element().get_child_by_name("clock")
    source.set_property("caps", Gst.Caps.from_string(CAPS))

def push():
    global began
    while head := sys.stdin.buffer.read(13):
        size, taken_ns, keyframe = struct.unpack(">IQ?", head)
        data = sys.stdin.buffer.read(size)
        to = source
        clock = to and to.get_clock()
        if clock is None or (began is None and not keyframe):
            continue
        if began is None:
            began = clock.get_time() - to.get_base_time() - taken_ns
        picture = Gst.Buffer.new_wrapped(data)
        picture.pts = picture.dts = max(0, began + taken_ns)
        to.emit("push-buffer", picture)

server = GstRtspServer.RTSPServer(service=sys.argv[1], address="127.0.0.1")
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( appsrc name=clock is-live=true format=time ! h264parse config-interval=-1"
    " ! rtph264pay name=pay0 pt=96 )")
factory.set_shared(True)
factory.set_latency(0)
factory.connect("media-configure", configure)
server.get_mount_points().add_factory("/live", factory)
server.attach(None)
threading.Thread(target=push, daemon=True).start()
GLib.MainLoop().run()
"""


def off_ms(image: Any, at: datetime) -> int:
    """How much later than the picture says it is said to have been taken."""
    return (round(at.timestamp() * 1000) - number_of(image) + ROUND_MS // 2) % ROUND_MS - (
        ROUND_MS // 2
    )


class ClockCamera:
    """Films from its start to its end, whether somebody looks or not; `interrupt` ends all
    connections, and it answers again at once."""

    def __init__(self) -> None:
        self._port = free_port()
        self.url = f"rtsp://127.0.0.1:{self._port}/live"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._film)
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "ClockCamera":
        self._server = self._serve()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._end()

    def interrupt(self) -> None:
        self._end()
        self._server = self._serve()

    def _serve(self) -> "subprocess.Popen[bytes]":
        command = [PYTHON, "-c", SERVER, str(self._port)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def _end(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.kill()
            server.wait()
            assert server.stdin is not None
            with suppress(OSError):  # what it did not take any more
                server.stdin.close()

    def _film(self) -> None:
        encoder = _encoder()
        began_s, number = time.time(), 0
        while not self._stop.wait(max(0.0, began_s + number / FPS - time.time())):
            taken_ns = time.time_ns()
            frame = av.VideoFrame.from_ndarray(picture(taken_ns // 1_000_000 % ROUND_MS), "rgb24")
            frame.pts = number
            for packet in encoder.encode(frame):
                self._hand_over(bytes(packet), taken_ns, packet.is_keyframe)
            number += 1

    def _hand_over(self, data: bytes, taken_ns: int, keyframe: bool) -> None:
        server = self._server
        if server is not None and server.stdin is not None:
            with suppress(OSError, ValueError):  # it is just being ended
                server.stdin.write(struct.pack(">IQ?", len(data), taken_ns, keyframe) + data)
                server.stdin.flush()


def _encoder() -> VideoCodecContext:
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
    encoder.time_base = Fraction(1, FPS)
    encoder.options = {"tune": "zerolatency", "preset": "ultrafast", "g": str(FPS), "bf": "0"}
    return encoder
