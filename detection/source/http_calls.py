"""HTTP to cameras: each request goes to an address that was judged, and none is sent on.

A redirect is an answer like any other here; whoever follows one asks again, and is judged again.
"""

import asyncio
from urllib.parse import urlsplit

import httpx

from detection.source.networks import Forbidden, Place, Why, judged

PORTS = {"http": 80, "https": 443}


class JudgedTransport(httpx.HTTPTransport):
    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return super().handle_request(_to(_judged(request.url), request))


class AsyncJudgedTransport(httpx.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        place = await asyncio.to_thread(_judged, request.url)  # to look a name up takes time
        return await super().handle_async_request(_to(place, request))


def _judged(url: httpx.URL) -> Place:
    """What httpx understood of an address is what is judged, not what was written."""
    if url.scheme not in PORTS:
        raise Forbidden(Why.NETWORK, f"{url.scheme[:20]}:// leads to no camera; write http://.")
    try:
        return judged(url.raw_host.decode(), url.port or PORTS[url.scheme])
    except Forbidden:
        raise
    except OSError as error:
        raise httpx.ConnectError(str(error)) from None


def _to(place: Place, request: httpx.Request) -> httpx.Request:
    """The same request, to the address; the server is still told the name that was written."""
    host, port = urlsplit(f"//{place.in_url}").hostname or "", place.port
    request.extensions = {**request.extensions, "sni_hostname": place.host}
    request.url = request.url.copy_with(host=host, port=port)
    return request
