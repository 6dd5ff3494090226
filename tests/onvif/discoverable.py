"""A device that answers WS-Discovery's probes over real UDP: to its own address, and multicast."""

import selectors
import socket
import threading
import uuid
from contextlib import suppress
from urllib.parse import quote

from lxml import etree

SOAP = "http://www.w3.org/2003/05/soap-envelope"
DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery"
ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
VIDEO = "http://www.onvif.org/ver10/network/wsdl"
GROUP, PORT = "239.255.255.250", 3702
ANONYMOUS = f"{ADDRESSING}/role/anonymous"


class Discoverable:
    """`told`: its addresses as it tells them. It answers from `host`, which tells who it is."""

    def __init__(self, host: str, told: str, name: str = "", model: str = "") -> None:
        self._told = told
        scopes = {"name": name, "hardware": model, "type": "video_encoder"}
        self._scopes = " ".join(
            f"onvif://www.onvif.org/{kind}/{quote(value)}" for kind, value in scopes.items()
        )
        self._own = _listening((host, PORT))
        self._group = _listening((GROUP, PORT))
        joined = socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1")
        self._group.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, joined)
        self._woken, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._answer_all)
        self._thread.start()

    def __enter__(self) -> "Discoverable":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._waker.send(b"x")
        self._thread.join()
        for one in (self._own, self._group, self._woken, self._waker):
            one.close()

    def _answer_all(self) -> None:
        with selectors.DefaultSelector() as ears:
            for one in (self._own, self._group, self._woken):
                ears.register(one, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _events in ears.select()]
                if self._woken in ready:
                    return
                for one in ready:
                    assert isinstance(one, socket.socket)
                    self._answer(*one.recvfrom(65_535))

    def _answer(self, datagram: bytes, source: tuple[str, int]) -> None:
        probe = etree.fromstring(datagram)
        assert probe.findtext(f".//{{{ADDRESSING}}}Action") == f"{DISCOVERY}/Probe"
        types = probe.find(f".//{{{DISCOVERY}}}Types")
        prefix, _, kind = str(types.text).partition(":")
        if (types.nsmap[prefix], kind) != (VIDEO, "NetworkVideoTransmitter"):
            return
        message_id = str(probe.findtext(f".//{{{ADDRESSING}}}MessageID"))
        with suppress(OSError):
            self._own.sendto(self._match(message_id), source)

    def _match(self, relates_to: str) -> bytes:
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="{SOAP}" xmlns:a="{ADDRESSING}" xmlns:d="{DISCOVERY}" xmlns:dn="{VIDEO}">
<e:Header><a:MessageID>urn:uuid:{uuid.uuid4()}</a:MessageID><a:RelatesTo>{relates_to}</a:RelatesTo>
<a:To>{ANONYMOUS}</a:To><a:Action>{DISCOVERY}/ProbeMatches</a:Action></e:Header>
<e:Body><d:ProbeMatches><d:ProbeMatch>
<a:EndpointReference><a:Address>urn:uuid:{uuid.uuid4()}</a:Address></a:EndpointReference>
<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>{self._scopes}</d:Scopes>
<d:XAddrs>{self._told}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>
</d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>""".encode()


def _listening(address: tuple[str, int]) -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(address)
    return one
