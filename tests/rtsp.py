"""A real RTSP server (GStreamer's), as a process that can be killed."""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.ports import free_port

PYTHON = "/usr/bin/python3"
"""Debian's: the bindings of GStreamer are no package of a virtual environment."""

UP_WITHIN_S = 15.0

USER, PASSWORD = "operator", "tulipe-4711"
"""What a server with a certificate asks for."""

SERVER = """
import os
import sys
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtspServer
Gst.init(None)
film, host, port, certificate, user = sys.argv[1:]
password = os.environ["CAMERA_PASSWORD"]
server = GstRtspServer.RTSPServer(service=port, address=host)
factory = GstRtspServer.RTSPMediaFactory()
if certificate:
    auth, token = GstRtspServer.RTSPAuth(), GstRtspServer.RTSPToken()
    auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(certificate))
    token.set_string("media.factory.role", "viewer")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    allowed = "viewer, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
    factory.add_role_from_structure(Gst.Structure.from_string(allowed)[0])
factory.set_launch(
    f"( filesrc location={film} ! qtdemux ! h264parse ! rtph264pay name=pay0 pt=96 )")
factory.set_shared(True)
server.get_mount_points().add_factory("/live", factory)
server.attach(None)
GLib.MainLoop().run()
"""


class RtspServer:
    """Serves one film, once for each viewing, until `kill`; `start` brings it back on its port.

    With a certificate it speaks RTSPS only, and asks for a user and a password.
    """

    def __init__(
        self, film: Path, certificate: Path | None = None, host: str = "127.0.0.1"
    ) -> None:
        self._host = host
        self._port = free_port()
        self._film = film
        self._certificate = certificate
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "RtspServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        if self._certificate:
            return f"rtsps://{USER}:{PASSWORD}@{self._host}:{self._port}/live"
        return f"rtsp://{self._host}:{self._port}/live"

    def start(self) -> None:
        command = [PYTHON, "-c", SERVER, str(self._film), self._host, str(self._port)]
        command += [str(self._certificate or ""), USER]
        environment = {**os.environ, "CAMERA_PASSWORD": PASSWORD}  # in no list of processes
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)
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
            return trial.connect_ex((self._host, self._port)) == 0


def write_certificate(folder: Path) -> Path:
    """Key and self-signed certificate in one file, as cameras have them."""
    openssl = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    openssl += ["-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run(openssl, cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_text("".join((folder / f"{n}.pem").read_text() for n in ("key", "certificate")))
    return both


def skip_without_gstreamer() -> None:
    script = "import gi; gi.require_version('GstRtspServer', '1.0')"
    has = (
        Path(PYTHON).exists()
        and not subprocess.run([PYTHON, "-c", script], capture_output=True, check=False).returncode
    )
    if not has:
        pytest.skip("no RTSP server here: install gir1.2-gst-rtsp-server-1.0 and python3-gi")
