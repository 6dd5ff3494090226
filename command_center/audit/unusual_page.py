"""The page of unusual access: what, why, and what a legal person found out about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from command_center.audit.inquiry import inquiring, inquiry_of, inquiry_words
from command_center.audit.models import Explanation, Threshold
from command_center.audit.names import names
from command_center.audit.search_page import reach_of
from command_center.audit.threshold import corrections
from command_center.audit.unusual.every import RULES, values_of
from command_center.audit.unusual.unusual import Rule, Span, Unusual
from command_center.journal.noting import Thing
from command_center.people.door import for_reason, looked_at, right
from command_center.people.models import Agent

PERIODS = {
    1: gettext_lazy("The last 24 hours"),
    7: gettext_lazy("The last 7 days"),
    30: gettext_lazy("The last 30 days"),
}
USUAL_DAYS = 7
MOST = 100
"""Of each rule; whoever has more has thresholds to correct."""


@dataclass(frozen=True, slots=True)
class UnusualRow:
    found: Unusual
    camera: str
    first_at: datetime
    explanations: Sequence[Explanation]


@dataclass(frozen=True, slots=True)
class RuleRows:
    """`thresholds`: label, name, value, the correction that set it or None for the default."""

    rule: Rule
    words: str
    rows: list[UnusualRow]
    is_all: bool
    thresholds: list[tuple[str, str, int, Threshold | None]]

    @property
    def open_count(self) -> int:
        return sum(not row.explanations for row in self.rows)


class ExplanationForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Explanation
        fields = ["rule", "subject", "outcome", "note"]


@right("journal.view_entry", looks=True, filtered=True)
@require_GET
@never_cache
@inquiring
def journal_unusual(request: HttpRequest) -> HttpResponse:
    days = _days(request.GET.get("days", ""))
    span = _span(request, days)
    corrected = corrections()
    told = [_rows(rule, span, corrected) for rule in RULES.values()]
    shown = {one.rule.name: len(one.rows) for one in told}
    looked_at(request, [Thing("journal_unusual", detail={"days": days, "shown": shown})])
    context = {
        "rules": told,
        "days": days,
        "periods": PERIODS,
        "outcomes": Explanation._meta.get_field("outcome").choices,
        "inquiry": inquiry_words(request),
    }
    return render(request, "pages/audit/unusual.html", context)


@right("audit.add_explanation", filtered=True)
@require_POST
@never_cache
def journal_explain(request: HttpRequest) -> HttpResponse:
    """Of an access that the rule finds, within the reach of whoever explains; not of one's own."""
    agent, days = cast(Agent, request.user), _days(request.POST.get("days", ""))
    form = ExplanationForm(request.POST)
    form.instance.by = agent
    onward = f"{reverse('journal_unusual')}?days={days}"
    if not form.is_valid():
        messages.error(request, _("Say in a few words what you found out."))
        return redirect(onward)
    for_reason(request, inquiry_of(request))
    found = _found(form.instance, _span(request, days))
    if found.author == agent.pk:
        messages.error(request, _("Nobody explains their own access: ask a colleague."))
        return redirect(onward)
    form.save()
    messages.success(request, _("The note is kept with this access."))
    return redirect(onward)


def _found(wanted: Explanation, span: Span) -> Unusual:
    """Raises `Http404`."""
    rule = RULES.get(wanted.rule)
    values = values_of(rule, corrections()) if rule else {}
    for one in rule.find(span, values) if rule else ():
        if one.subject == wanted.subject:
            return one
    raise Http404


def _rows(rule: Rule, span: Span, corrected: Mapping[tuple[str, str], Threshold]) -> RuleRows:
    values = values_of(rule, corrected)
    found = rule.find(span, values)
    shown = found[:MOST]
    notes = _notes(rule, shown)
    known = names({one.camera for one in shown if one.camera}, set(), set())
    rows = [
        UnusualRow(
            one,
            known.camera(one.camera),
            timezone.localtime(one.first_at),
            notes.get(one.subject, []),
        )
        for one in shown
    ]
    thresholds: list[Any] = [
        (str(setting.label), name, values[name], corrected.get((rule.name, name)))
        for name, setting in rule.settings.items()
    ]
    rows.sort(key=lambda row: bool(row.explanations))
    return RuleRows(rule, rule.said(values), rows, len(found) <= MOST, thresholds)


def _notes(rule: Rule, shown: Sequence[Unusual]) -> dict[str, list[Explanation]]:
    subjects = [one.subject for one in shown]
    notes: dict[str, list[Explanation]] = {}
    of_rule = Explanation.objects.filter(rule=rule.name, subject__in=subjects)
    for one in of_rule.select_related("by"):
        notes.setdefault(one.subject, []).append(one)
    return notes


def _days(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) in PERIODS else USUAL_DAYS


def _span(request: HttpRequest, days: int) -> Span:
    """Whole days of the reader's clock: a day that is cut in two would be found twice."""
    now = timezone.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Span(today - timedelta(days=days), now + timedelta(seconds=1), reach_of(request))
