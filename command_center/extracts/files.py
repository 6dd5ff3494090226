"""What leaves: the package, and the receipt to be signed."""

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from command_center.extracts.manifest import FileRow
from command_center.extracts.models import Extract, ExtractStep
from command_center.extracts.receipt import receipt
from command_center.extracts.step import StepKind
from command_center.footage.away_answer import says_when_away
from command_center.footage.opening import opened
from command_center.journal.noting import Thing
from command_center.people.door import for_reason, looked_at, right
from command_center.retention.models import StoredFile

CHUNK = 1 << 20


@right("extracts.add_extract", hands_over=True)
@require_GET
@never_cache
@says_when_away
def extract_package(request: HttpRequest, extract_id: int) -> HttpResponseBase:
    """The communication is in the journal before the first byte."""
    found, made = _made(extract_id)
    is_kept = StoredFile.objects.filter(path=made.package_path, erasing_since=None).exists()
    if not is_kept:
        raise Http404
    try:
        size_bytes, file = opened(made.package_path)
    except FileNotFoundError:
        raise Http404 from None
    _tell(request, found, "extract_package", made.package_sha256)
    answer = StreamingHttpResponse(_chunks(file), content_type="application/zip")
    answer["Content-Length"] = str(size_bytes)
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.zip"'
    return answer


@right("extracts.add_extract", hands_over=True)
@require_GET
@never_cache
def extract_receipt(request: HttpRequest, extract_id: int) -> HttpResponse:
    found, made = _made(extract_id)
    manifest = json.loads(made.manifest)
    files = [FileRow(one["name"], one["sha256"], one["size_bytes"]) for one in manifest["files"]]
    digest = hashlib.sha256(made.manifest.encode()).hexdigest()
    _tell(request, found, "extract_receipt", made.package_sha256)
    name = f"{found.number}-receipt.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    content = receipt(found, files, manifest["key_sha256"], digest)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _made(extract_id: int) -> tuple[Extract, ExtractStep]:
    found = get_object_or_404(Extract.objects.select_related("venue"), pk=extract_id)
    return found, get_object_or_404(found.steps, kind=StepKind.MADE)


def _tell(request: HttpRequest, found: Extract, kind: str, sha256: str) -> None:
    """Found under each of its cameras."""
    detail = {"number": found.number, "package_sha256": sha256}
    things = [
        Thing(
            kind,
            found.pk,
            camera=camera,
            venue=found.venue_id,
            seen_from=found.covers_from,
            seen_to=found.covers_until,
            detail=detail,
        )
        for camera in found.cameras
    ]
    for_reason(request, f"{found.number}: {found.reference}", found.recipient)
    looked_at(request, things)


async def _chunks(file: Any) -> AsyncIterator[bytes]:
    """Asynchronously: what is not would be read into memory as a whole."""
    with closing(file):
        while chunk := await sync_to_async(file.read)(CHUNK):
            yield chunk
