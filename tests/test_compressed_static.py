"""Static files go compressed to a browser that can read them so, and as they are to others."""

import gzip
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from command_center.compressed_static import CompressedStatic

PAGE = Path(__file__).parents[1] / "frontend" / "styles" / "page.css"


def asked(settings: Any, folder: Path, path: str, accepts: str) -> tuple[Any, bytes]:
    settings.STATE_DIR = folder
    served = CompressedStatic(lambda _: HttpResponse(status=404))
    with closing(served(RequestFactory().get(path, headers={"accept-encoding": accepts}))) as found:
        return found.headers, b"".join(found)


@pytest.mark.parametrize("times", [1, 2])
def test_text_is_compressed_for_who_can_read_it(settings: Any, tmp_path: Path, times: int) -> None:
    for _ in range(times):
        headers, body = asked(settings, tmp_path, "/static/styles/page.css", "gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in headers["vary"]
    assert headers["content-type"].startswith("text/css")
    assert gzip.decompress(body) == PAGE.read_bytes()
    assert int(headers["content-length"]) == len(body) < PAGE.stat().st_size / 2


def test_others_get_it_as_it_is(settings: Any, tmp_path: Path) -> None:
    headers, body = asked(settings, tmp_path, "/static/styles/page.css", "identity")
    assert "content-encoding" not in headers
    assert body == PAGE.read_bytes()
    headers, _ = asked(settings, tmp_path, "/static/fonts/inter-latin.woff2", "gzip")
    assert "content-encoding" not in headers
