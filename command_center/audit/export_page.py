"""Handing over what a search finds: to whom and why is asked, and is an entry of its own."""

import hashlib
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from command_center.audit.criteria import Criteria
from command_center.audit.export_files import FILES, Handover
from command_center.audit.export_rows import MOST, MOST_ON_PAPER, TooMany, exported
from command_center.audit.inquiry import inquiring, inquiry_of, inquiry_words
from command_center.audit.proof_files import (
    MOST_OF_A_PERIOD,
    MOST_PROVEN,
    period_file,
    selection_file,
)
from command_center.audit.search_form import SearchForm
from command_center.audit.search_page import reach_of, searched
from command_center.audit.signing import NotSigned
from command_center.people.door import for_reason, looked_at, right
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.people.reason import LONGEST_REASON

SELECTION, PERIOD = "selection", "period"
LINES = "application/jsonl"
TYPES = {name: media for name, (_write, media) in FILES.items()} | {SELECTION: LINES, PERIOD: LINES}
SUFFIX = {SELECTION: "selection.jsonl", PERIOD: "period.jsonl"}


class ExportForm(forms.Form):
    ending = forms.ChoiceField(label=gettext_lazy("File"), widget=forms.RadioSelect, initial="csv")
    recipients = forms.CharField(
        label=gettext_lazy("Recipients"),
        max_length=300,
        help_text=gettext_lazy("Who gets it: service, function and name."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=LONGEST_REASON)

    def __init__(self, reach: Reach, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        files = [("csv", "CSV"), ("json", "JSON"), ("pdf", "PDF")]
        files.append((SELECTION, _("Verifiable file of these entries")))
        if reach.is_everywhere:
            files.append((PERIOD, _("Verifiable file of all of this period")))
        self.fields["ending"].choices = files  # type: ignore[attr-defined]


@right("journal.view_entry", hands_over=True, filtered=True)
@require_http_methods(["GET", "POST"])
@never_cache
@inquiring
def journal_export(request: HttpRequest) -> HttpResponse:
    search_form = SearchForm(request.GET, reach_of(request))
    form = ExportForm(
        reach_of(request), request.POST or None, initial={"reason": inquiry_words(request)}
    )
    if not search_form.is_valid():
        return _page(request, search_form, form, 400)
    if form.is_valid():
        return _file(request, search_form, form)
    return _page(request, search_form, form, 400 if form.is_bound else 200)


def _file(request: HttpRequest, search_form: SearchForm, form: ExportForm) -> HttpResponse:
    given, reach = form.cleaned_data, reach_of(request)
    author = cast(Agent, request.user).get_username()
    is_inquirys = given["reason"] == inquiry_words(request)  # kept as the others of the inquiry
    reason = inquiry_of(request) if is_inquirys else given["reason"]
    handover = Handover(given["recipients"], reason, author, timezone.now(), _said(search_form))
    criteria, ending = search_form.criteria(), given["ending"]
    if ending == PERIOD:  # nothing else of what is asked holds for it
        criteria = Criteria(criteria.since, criteria.until)
    try:
        content, count = _written(criteria, reach, ending, handover)
    except TooMany as refusal:
        told = _("More than %(most)s entries: ask for less at once.") % {"most": refusal.most}
        form.add_error("ending", told)
        return _page(request, search_form, form, 413)
    except NotSigned as refusal:
        form.add_error(None, str(refusal))
        return _page(request, search_form, form, 503)
    except ValueError:
        form.add_error("ending", _("The journal holds nothing of this period."))
        return _page(request, search_form, form, 404)
    for_reason(request, handover.reason, handover.recipients)
    thing = searched(criteria, count, reach, "journal_export")
    file = {"file": ending, "sha256": hashlib.sha256(content).hexdigest()}
    looked_at(request, [replace(thing, detail={**thing.detail, **file})])
    name = f"vigie-journal-{handover.at:%Y%m%dT%H%M%SZ}.{SUFFIX.get(ending, ending)}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[ending], headers=disposition)


def _written(
    criteria: Criteria, reach: Reach, ending: str, handover: Handover
) -> tuple[bytes, int]:
    """And how many entries. Raises `TooMany`, `NotSigned`, `ValueError`."""
    if ending == SELECTION:
        return selection_file(criteria, reach)
    if ending == PERIOD:
        return period_file(criteria)
    found = exported(criteria, reach, MOST_ON_PAPER if ending == "pdf" else MOST)
    return FILES[ending][0](found, handover), len(found.entries)


def _page(
    request: HttpRequest, search_form: SearchForm, form: ExportForm, status: int
) -> HttpResponse:
    """Asking what is wanted hands nothing over: nothing is noted."""
    looked_at(request, [])
    context: dict[str, Any] = {
        "form": form,
        "asked": search_form.asked() if not search_form.errors else "",
        "said": _said(search_form),
        "most": MOST,
        "most_on_paper": MOST_ON_PAPER,
        "most_proven": MOST_PROVEN,
        "most_of_a_period": MOST_OF_A_PERIOD,
        "errors": search_form.errors,
    }
    return render(request, "pages/audit/export.html", context, status=status)


def _said(form: SearchForm) -> list[tuple[str, str]]:
    """What is asked, by the labels of the form and the words of its choices."""
    told: list[tuple[str, str]] = []
    for name, field in form.fields.items():
        value = str(form.data.get(name, ""))
        words = {str(key): str(text) for key, text in getattr(field, "choices", [])}
        is_said = value and (form.data["last"] == "between" or name not in {"since", "until"})
        if is_said:
            told.append((str(field.label), words.get(value, value.replace("T", " "))))
    return told
