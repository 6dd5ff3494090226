"""A real RTSP server (GStreamer's), as a process that can be killed."""

import socket
import subprocess
import time
from pathlib import Path

import pytest

PYTHON = "/usr/bin/python3"
"""Debian's: the bindings of GStreamer are no package of a virtual environment."""

UP_WITHIN_S = 15.0

SERVER = """
import sys
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer
Gst.init(None)
film, port = sys.argv[1:]
server = GstRtspServer.RTSPServer(service=port, address="127.0.0.1")

factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    f"( filesrc location={film} ! qtdemux ! h264parse ! rtph264pay name=pay0 pt=96 )")
factory.set_shared(True)
server.get_mount_points().add_factory("/live", factory)
server.attach(None)
GLib.MainLoop().run()
"""


class RtspServer:
    """Serves one film, once for each viewing, until `kill`; `start` brings it back on its port."""

    def __init__(self, film: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._film = film
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self._port}/live"

    def start(self) -> None:
        command = [PYTHON, "-c", SERVER, str(self._film), str(self._port)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        until = time.monotonic() + UP_WITHIN_S
        while not self._answers():
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError("the RTSP server did not start")
            time.sleep(0.05)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", self._port)) == 0


def skip_without_gstreamer() -> None:
    script = "import gi; gi.require_version('GstRtspServer', '1.0')"
    has = (
        Path(PYTHON).exists()
        and not subprocess.run([PYTHON, "-c", script], capture_output=True, check=False).returncode
    )
    if not has:
        pytest.skip("no RTSP server here: install gir1.2-gst-rtsp-server-1.0 and python3-gi")
