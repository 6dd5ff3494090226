"""A camera's ONVIF side on a real port: messages are those of the WSDL files, digests are checked.

What it sends as pictures is not its matter: its stream addresses lead nowhere.
"""

import re
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from lxml import etree

from tests.onvif.authority import CHALLENGE, Authority
from tests.onvif.manner import Manner
from tests.onvif.media import profile, profile2
from tests.onvif.messages import body_of, enveloped, fault
from tests.onvif.wsdl import DEVICE, MEDIA, MEDIA2, service

PATHS = {DEVICE: "/onvif/device_service", MEDIA: "/onvif/media", MEDIA2: "/onvif/media2"}
FILES = {path: file for file, path in PATHS.items()}
OPEN = {"GetSystemDateAndTime", "GetServices", "GetCapabilities"}
"""To everybody (ONVIF Core, 5.9.4: PRE_AUTH)."""

SEES_THE_END_AFTER_S = 0.02

USER, PASSWORD = "vigie", "p@ss/wörd:#1"


class Peer:
    """Until `close`; on its own address of this machine where `host` is one of 127.0.0.0/8."""

    def __init__(self, manner: Manner | None = None, host: str = "127.0.0.1") -> None:
        self.manner = manner or Manner()
        self.host = host
        self.authority = Authority(USER, PASSWORD, self.manner.clock_off)
        self.failures: list[BaseException] = []
        handler = type("Handler", (_Handler,), {"peer": self})
        self._server = ThreadingHTTPServer((host, 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=[SEES_THE_END_AFTER_S]
        )
        self._thread.start()

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        assert self.failures == []

    @property
    def port(self) -> int:
        return int(self._server.server_port)

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}{PATHS[DEVICE]}"

    def answer(self, file: str, operation: str, asked: Any) -> etree._Element:
        self.manner.asked.append(operation)
        version = "2" if file == MEDIA2 else ""
        values = getattr(self, f"_{_snake(operation)}{version}")(asked)
        return service(file).write(operation, **values)

    def _told(self, file: str) -> str:
        return f"http://{self.manner.calls_itself or self.host}:{self.port}{PATHS[file]}"

    def _stream(self, token: str) -> str:
        return f"rtsp://{self.manner.calls_itself or self.host}:554/{token}?channel=1"

    def _get_system_date_and_time(self, asked: Any) -> dict[str, Any]:
        now = self.authority.now()
        date = {"Year": now.year, "Month": now.month, "Day": now.day}
        time = {"Hour": now.hour, "Minute": now.minute, "Second": now.second}
        told = {"DateTimeType": "Manual", "DaylightSavings": False}
        return {"SystemDateAndTime": told | {"UTCDateTime": {"Date": date, "Time": time}}}

    def _get_device_information(self, asked: Any) -> dict[str, Any]:
        told = {"Manufacturer": self.manner.maker, "Model": self.manner.model}
        return told | {"FirmwareVersion": "1.2", "SerialNumber": "7", "HardwareId": "D4"}

    def _get_services(self, asked: Any) -> dict[str, Any]:
        return {
            "Service": [
                {
                    "Namespace": service(file).namespace,
                    "XAddr": self._told(file),
                    "Version": {"Major": 2, "Minor": 6},
                }
                for file in (DEVICE, *self.manner.services)
            ]
        }

    def _get_capabilities(self, asked: Any) -> dict[str, Any]:
        media = {"XAddr": self._told(MEDIA), "StreamingCapabilities": {}}
        return {"Capabilities": {"Media": media}}

    def _get_profiles(self, asked: Any) -> dict[str, Any]:
        return {"Profiles": [profile(one) for one in self.manner.streams]}

    def _get_profiles2(self, asked: Any) -> dict[str, Any]:
        assert {"VideoSource", "VideoEncoder"} <= set(asked.Type)  # else they are left out
        return {"Profiles": [profile2(one) for one in self.manner.streams]}

    def _get_stream_uri(self, asked: Any) -> dict[str, Any]:
        assert asked.StreamSetup.Transport.Protocol == "RTSP"
        told = {"InvalidAfterConnect": False, "InvalidAfterReboot": False, "Timeout": timedelta()}
        return {"MediaUri": told | {"Uri": self._stream(asked.ProfileToken)}}

    def _get_stream_uri2(self, asked: Any) -> dict[str, Any]:
        assert asked.Protocol == "RTSP"
        return {"Uri": self._stream(asked.ProfileToken)}


def _snake(operation: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower()


class _Handler(BaseHTTPRequestHandler):
    peer: Peer

    def do_POST(self) -> None:
        received = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self._answer(received)
        except ConnectionError:
            pass  # who asked has hung up
        except BaseException as error:  # for `close` to tell: this thread's are seen by nobody
            self.peer.failures.append(error)
            raise

    def _answer(self, received: bytes) -> None:
        manner = self.peer.manner
        if manner.page:
            self._say(200, manner.page, {"Content-Type": "text/html"})
            return
        file = FILES[self.path]
        envelope, body = body_of(received)
        action = self.headers["Content-Type"].partition('action="')[2].rstrip('"')
        operation, asked = service(file).read(body, action)
        if operation not in OPEN and not self._is_known(envelope):
            self._refuse()
        elif operation == "GetServices" and not manner.knows_services:
            self._say(500, fault("Receiver", "ActionNotSupported", "Optional action"))
        elif (file, operation) == manner.fails_at:
            self._say(500, fault("Receiver", "Action", "Out of memory"))
        else:
            self._say(200, enveloped(self.peer.answer(file, operation, asked)))

    def _is_known(self, envelope: etree._Element) -> bool:
        authority = self.peer.authority
        if self.peer.manner.wants_http_digest:
            return authority.knows_by_http(self.headers["Authorization"], self.path)
        return authority.knows(envelope)

    def _refuse(self) -> None:
        if self.peer.manner.wants_http_digest:
            self._say(401, b"", {"WWW-Authenticate": CHALLENGE})
        else:
            self._say(400, fault("Sender", "NotAuthorized", "Sender not authorized"))

    def _say(self, status: int, said: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        usual = {"Content-Type": "application/soap+xml; charset=utf-8"}
        for name, value in (usual | (headers or {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass
