"""SOAP around an answer, and the faults of ONVIF Core, 5.8.2."""

from lxml import etree

SOAP = "http://www.w3.org/2003/05/soap-envelope"
ERRORS = "http://www.onvif.org/ver10/error"


def body_of(received: bytes) -> tuple[etree._Element, etree._Element]:
    """The envelope, and the one element in its body."""
    envelope = etree.fromstring(received)
    (body,) = envelope.find(f"{{{SOAP}}}Body")
    return envelope, body


def enveloped(body: etree._Element) -> bytes:
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"env": SOAP})
    etree.SubElement(envelope, f"{{{SOAP}}}Body").append(body)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="utf-8"))


def fault(code: str, subcode: str, reason: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<env:Envelope xmlns:env="{SOAP}" xmlns:ter="{ERRORS}"><env:Body><env:Fault>
<env:Code><env:Value>env:{code}</env:Value>
<env:Subcode><env:Value>ter:{subcode}</env:Value></env:Subcode></env:Code>
<env:Reason><env:Text xml:lang="en">{reason}</env:Text></env:Reason>
</env:Fault></env:Body></env:Envelope>""".encode()
