"""Pages go compressed to who can read that; what is shown as it comes does not."""

import gzip
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils.module_loading import import_string

from command_center.compressed_pages import CompressedPages

PAGE = "<!doctype html><p>" + "Gate A, gate B. " * 200


def answered(response: HttpResponseBase, reads: str = "gzip, br") -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"accept-encoding": reads})
    return CompressedPages(lambda _: response)(request)  # type: ignore[return-value]


def test_page_is_compressed_and_stays_what_it_was() -> None:
    answer = answered(HttpResponse(PAGE))
    assert isinstance(answer, HttpResponse)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.content) < len(PAGE) / 4
    assert gzip.decompress(answer.content).decode() == PAGE


def test_its_length_tells_nothing() -> None:
    lengths = {answered(HttpResponse(PAGE)).headers["Content-Length"] for _ in range(20)}
    assert len(lengths) > 1


def stream() -> Iterator[bytes]:
    yield PAGE.encode()


@pytest.mark.parametrize(
    "response",
    [
        StreamingHttpResponse(stream(), content_type="text/event-stream"),
        FileResponse(stream(), content_type="video/mp4"),
        HttpResponse(PAGE, content_type="application/json"),
        HttpResponse("<p>short"),
    ],
    ids=["events", "film", "json", "short page"],
)
def test_what_is_no_whole_page_goes_as_it_is(response: HttpResponseBase) -> None:
    assert "Content-Encoding" not in answered(response).headers


def test_who_cannot_read_it_gets_the_page_plain() -> None:
    answer = answered(HttpResponse(PAGE), reads="identity")
    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == PAGE


def test_the_site_does_so() -> None:
    assert any(import_string(name) is CompressedPages for name in settings.MIDDLEWARE)
