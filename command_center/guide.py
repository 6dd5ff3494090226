"""The guide, as `scripts/docs` built it: for whoever is signed in, and without a network.

Its pages are made by MkDocs, whose theme has a few scripts of its own in them. The policy of these
answers allows exactly those, by their SHA-256; that of all other pages stays as it is.
"""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

BUILT = Path(settings.BASE_DIR) / "var" / "docs"
SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
IN_FRENCH = {"operator"}
"""Chapters that are there in both languages."""

CHAPTERS = (
    (r"/cameras/\d+/(zones|ground|versions)|/venues/\d+/blur", "administrator", "zones-and-masks"),
    (r"/cameras/\d+/movement|/review/", "operator", "review"),
    (r"/$|/alerts/|/desk/", "operator", "alerts"),
    (r"/shift", "operator", "shift"),
    (r"/incidents/", "operator", "incidents"),
    (r"/account/", "operator", "account"),
    (r"/(orders|stops|regimes|legal|certificates)/", "legal", "orders"),
    (r"/journal/", "legal", "journal"),
    (r"/(extracts|blur)/", "legal", "extracts"),
    (r"/rights/", "legal", "rights"),
    (r"/retention/", "legal", "retention"),
    (r"/(reports|registers|evaluation)/", "legal", "reports"),
    (r"/notices/", "legal", "notices"),
    (r"/people/", "administrator", "people"),
    (r"/(cameras|venues|plans|calibration)/", "administrator", "cameras"),
    (r"/recording/", "administrator", "recording"),
    (r"/models/", "administrator", "models"),
    (r"/health/", "administrator", "health"),
    (r"/(statistics|load)", "supervisor", "load"),
    (r"/notifications", "administrator", "notifications"),
    (r"/(tokens|api)", "integrator", "tokens"),
)
"""The beginning of a page's path → file and heading of the guide; the first that fits."""


@require_safe
def guide_chapter(request: HttpRequest) -> HttpResponse:
    """Leads to the chapter on the page `of`, in the reader's language where there is one."""
    return redirect(reverse("guide") + chapter_of(request.GET.get("of", ""), get_language() or ""))


def chapter_of(path: str, language: str) -> str:
    for beginning, file, heading in CHAPTERS:
        if re.match(beginning, path):
            own = f"{file}.fr" if language == "fr" and file in IN_FRENCH else file
            return f"guide/{own}/#{heading}"
    return ""


@require_safe
def guide(request: HttpRequest, file: str = "") -> HttpResponseBase:
    """A file of the built guide; a page that says how to build it where it is not."""
    if not BUILT.is_dir():
        return render(request, "guide_missing.html", {"command": "scripts/docs"})
    found = _inside(file)
    if found.suffix == ".html":
        return _page(found.read_bytes())
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    return FileResponse(found.open("rb"), content_type=kind)


def _inside(file: str) -> Path:
    """Raises `Http404` for what is not there, and for what is outside."""
    if "\0" in file:
        raise Http404
    found = (BUILT / file).resolve()
    if found.is_dir():
        found /= "index.html"
    if not found.is_relative_to(BUILT.resolve()) or not found.is_file():
        raise Http404
    return found


def _page(body: bytes) -> HttpResponse:
    answer = HttpResponse(body)
    answer._csp_update = {  # type: ignore[attr-defined]
        "script-src": list(_digests(SCRIPT, body)),
        "style-src": list(_digests(STYLE, body)),
    }
    answer._csp_replace = {"worker-src": ["'self'"]}  # type: ignore[attr-defined]
    return answer


def _digests(pattern: re.Pattern[bytes], body: bytes) -> Iterator[str]:
    for script in sorted(set(pattern.findall(body))):
        digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
        yield f"'sha256-{digest}'"
