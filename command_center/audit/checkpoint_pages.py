"""Checkpoints of the journal: what was signed, by which key, and the state of the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.audit.inquiry import inquiring, inquiry_words
from command_center.audit.signing import NotSigned, signed_now
from command_center.journal.discrepancy import unsettled
from command_center.journal.models import (
    Checkpoint,
    Entry,
    Operation,
    PublicKey,
    TreeHead,
    WaitingEntry,
)
from command_center.journal.noting import Thing, note
from command_center.journal.origin import origin_of
from command_center.people.door import right

A_PAGE = 50
NAMED = 20


@dataclass(frozen=True, slots=True)
class LogState:
    """`refused`: entries that the application did not write; some of them. `oldest_at`: of those
    that wait for a place."""

    size: int
    waiting: int
    oldest_at: datetime | None
    refused: Sequence[int]
    refused_count: int


@right("journal.view_entry", looks=True, filtered=True)
@require_GET
@never_cache
@inquiring
def journal_checkpoints(request: HttpRequest) -> HttpResponse:
    signed = Checkpoint.objects.select_related("key")
    page = Paginator(signed, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "state": log_state(),
        "page": page,
        "rows": [(one, bytes(one.root).hex()) for one in page.object_list],
        "keys": PublicKey.objects.order_by("-id"),
        "discrepancy": unsettled(),
        "inquiry": inquiry_words(request),
    }
    return render(request, "pages/audit/checkpoints.html", context)


@right("journal.add_checkpoint")
@require_POST
@never_cache
def journal_sign(request: HttpRequest) -> HttpResponse:
    before = Checkpoint.objects.first()
    try:
        signed = signed_now()
    except NotSigned as refusal:
        messages.error(request, str(refusal))
        return redirect("journal_checkpoints")
    if before and before.pk == signed.pk:
        messages.info(request, _("Nothing has come since the last checkpoint."))
    else:
        note(Operation.MODIFICATION, Thing("journal_checkpoint", signed.pk), origin_of(request))
        messages.success(request, _("The journal is signed as it is now."))
    return redirect("journal_checkpoints")


@right("journal.view_entry", hands_over=True, filtered=True)
@require_GET
@never_cache
def journal_checkpoint(request: HttpRequest, checkpoint_id: int) -> HttpResponse:  # noqa: ARG001
    """As a witness reads it (C2SP's signed note)."""
    found = get_object_or_404(Checkpoint, pk=checkpoint_id)
    name = f"vigie-checkpoint-{found.size}.txt"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(found.note, content_type="text/plain; charset=utf-8", headers=disposition)


def log_state() -> LogState:
    waiting = WaitingEntry.objects.filter(is_refused=False)
    refused = WaitingEntry.objects.filter(is_refused=True).order_by("entry")
    oldest = Entry.objects.filter(pk=waiting.order_by("entry").values("entry")[:1]).first()
    head = TreeHead.objects.first()
    return LogState(
        size=head.size if head else 0,
        waiting=waiting.count(),
        oldest_at=oldest.at if oldest else None,
        refused=list(refused.values_list("entry", flat=True)[:NAMED]),
        refused_count=refused.count(),
    )
