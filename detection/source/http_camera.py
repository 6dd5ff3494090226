"""A camera over HTTP: FFmpeg reads it from here, and opens no connection of its own.

Its own HTTP would follow redirects, and the addresses within a list of segments (HLS), wherever
they lead.
"""

import io
from collections.abc import Iterator

import httpx

from detection.source.http_calls import JudgedTransport
from detection.source.networks import Forbidden

CONNECTED_WITHIN_S = 5.0
LISTS = frozenset({"application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl"})


class HttpCamera:
    """`address` is asked at once: `OSError` where nothing comes, `Forbidden` where it may not be.

    `open` is what PyAV calls for it, by its `name` (the address without user and password), and
    for all that it names. Nothing is awaited longer than `silent_s`.
    """

    def __init__(self, address: str, silent_s: float) -> None:
        timeout = httpx.Timeout(silent_s, connect=CONNECTED_WITHIN_S)
        # A camera signs its own certificate; a proxy of the environment knows no camera.
        self._client = httpx.Client(
            transport=JudgedTransport(verify=False), timeout=timeout, trust_env=False
        )
        url = httpx.URL(address)
        self._login = (url.username, url.password)
        self._own = (url.raw_host, url.port)
        own = url.copy_with(username=None, password=None)
        self.name = str(own)
        self._first: Page | None = Page(self, own)
        self.is_list = self._first.kind in LISTS

    def open(self, address: str, _flags: int, _options: object) -> "Page | io.BytesIO":
        """A segment that is gone is an empty one: the next may be there."""
        first, self._first = self._first, None
        if first is not None:
            return first
        try:
            return Page(self, httpx.URL(address))
        except Forbidden:
            raise
        except (OSError, httpx.InvalidURL):
            return io.BytesIO()

    def ask(self, url: httpx.URL, start: int) -> httpx.Response:
        """The head of an answer; its name and password go to the camera's own host only."""
        headers = {"Accept-Encoding": "identity", "Range": f"bytes={start}-"}
        request = self._client.build_request("GET", url, headers=headers)
        answer = self._client.send(request, stream=True)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self._knows(url):
            answer.close()
            request = self._client.build_request("GET", url, headers=headers)
            answer = self._client.send(request, stream=True, auth=self._auth(answer))
        if answer.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
            answer.close()
            raise OSError(0, f"Server returned {answer.status_code} {answer.reason_phrase}")
        return answer

    def __del__(self) -> None:
        """With the container, which tells no file that it opened first that it is closed."""
        self._client.close()

    def _knows(self, url: httpx.URL) -> bool:
        return bool(self._login[0]) and (url.raw_host, url.port) == self._own

    def _auth(self, refused: httpx.Response) -> httpx.Auth:
        wanted = refused.headers.get("www-authenticate", "").lower()
        return (httpx.DigestAuth if "digest" in wanted else httpx.BasicAuth)(*self._login)


class Page:
    """An answer as a file, read as it comes; from elsewhere where the server gives parts."""

    def __init__(self, camera: HttpCamera, url: httpx.URL) -> None:
        self._camera = camera
        self._url = url
        self._at, self._held = 0, b""
        self._begin(0)

    @property
    def kind(self) -> str:
        told: str = self._answer.headers.get("content-type", "")
        return told.partition(";")[0].strip().lower()

    def read(self, size: int) -> bytes:
        """At least a byte, as soon as there is one; none at the end."""
        while not self._held:
            try:
                self._held = next(self._parts)
            except StopIteration:
                return b""
            except httpx.HTTPError as error:
                raise OSError(0, type(error).__name__) from None
        given, self._held = self._held[:size], self._held[size:]
        self._at += len(given)
        return given

    def seekable(self) -> bool:
        return self._answer.status_code == httpx.codes.PARTIAL_CONTENT

    def tell(self) -> int:
        return self._at

    def seek(self, to: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise OSError(0, "only from the beginning")
        if to != self._at:
            self.close()
            self._begin(to)
        return to

    def close(self) -> None:
        self._answer.close()

    def _begin(self, at: int) -> None:
        try:
            self._answer = self._camera.ask(self._url, at)
        except httpx.HTTPError as error:
            raise OSError(0, type(error).__name__) from None
        self._parts: Iterator[bytes] = self._answer.iter_raw()
        self._at, self._held = at, b""
