"""SOAP 1.2 messages: a question written, an answer read. A camera is a stranger: it is limited."""

from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from detection.source.address import shown
from detection.source.onvif.trouble import OnvifError, Trouble

ENVELOPE = "http://www.w3.org/2003/05/soap-envelope"
NOT_AUTHORIZED = frozenset({"NotAuthorized", "FailedAuthentication", "OperationProhibited"})
"""What devices call it: the last is said of a user who is known and may not."""

REFUSALS = frozenset({401, 403})
LONGEST_REASON = 200


class Question(NamedTuple):
    """`service` is the namespace of the WSDL file that has the operation."""

    service: str
    operation: str
    inner: str = ""

    @property
    def action(self) -> str:
        return f"{self.service}/{self.operation}"

    def written(self, header: str = "") -> bytes:
        body = f'<{self.operation} xmlns="{self.service}">{self.inner}</{self.operation}>'
        return enveloped(header, body)


def enveloped(header: str, body: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{ENVELOPE}">'
        f"<s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    ).encode()


def parsed(received: bytes) -> Element | None:
    """None where it is no XML, or has a DTD: SOAP forbids one, and entities grow from it."""
    try:
        root: Element = fromstring(received, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return root


def read_answer(address: str, status: int, received: bytes) -> Element:
    """What lies in the body, whatever its prefixes; `OnvifError` for a fault and for a web page."""
    root = parsed(received)
    body = None if root is None else root.find("{*}Body")
    answer = None if body is None else next(iter(body), None)
    if answer is not None and local_name(answer) == "Fault":
        raise _fault(address, status, answer)
    if status in REFUSALS:
        raise _refused(address)
    if answer is None or status >= 300:
        raise OnvifError(
            Trouble.NOT_ONVIF, f"{shown(address)} answers {status} and no ONVIF; check the address."
        )
    return answer


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def text_at(element: Element, path: str) -> str:
    """Empty where there is none."""
    return (element.findtext(path) or "").strip()


def _fault(address: str, status: int, fault: Element) -> OnvifError:
    codes = {
        (one.text or "").strip().rpartition(":")[2]
        for one in fault.iter()
        if local_name(one) in {"Value", "faultcode"}
    }
    if codes & NOT_AUTHORIZED or status in REFUSALS:
        return _refused(address)
    reason = text_at(fault, "{*}Reason/{*}Text") or text_at(fault, "faultstring")
    message = f"{shown(address)} reports a fault: {', '.join(sorted(codes))[:LONGEST_REASON]}."
    return OnvifError(Trouble.FAULT, message, reason[:LONGEST_REASON])


def _refused(address: str) -> OnvifError:
    message = f"{shown(address)} refuses the user name or the password."
    return OnvifError(Trouble.REFUSED, message)
