"""Twisted and Daphne read the whole body of a request into memory, before anything of ours runs.

One that is too large is refused while it lies in Twisted's temporary file.
"""

from daphne.http_protocol import WebRequest

LARGEST_BODY_BYTES = 64_000_000
"""More than any form here takes."""

SAID = "Trop volumineux : rien n’a été lu. <span lang='en'>Too large: nothing was read.</span>"


def limit_bodies() -> None:
    """Of all requests to this process. Whoever sent it gets an answer, and no broken connection."""
    received = WebRequest.requestReceived

    def bounded(request: WebRequest, command: bytes, path: bytes, version: bytes) -> None:
        if request.content.tell() <= LARGEST_BODY_BYTES:
            received(request, command, path, version)
            return
        request.method, request.uri, request.path = command, path, path
        request.clientproto = version
        request.basic_error(413, b"Content Too Large", SAID)

    WebRequest.requestReceived = bounded
