"""The legal page: each rule, its article, how far that is confirmed, and where it is seen to."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from command_center.law.rules import RULES, Rule
from command_center.people.door import right


class RuleRow(NamedTuple):
    rule: Rule
    address: str


@require_GET
@right("law.view_regime")
def legal(request: HttpRequest) -> HttpResponse:
    rows = [RuleRow(rule, _address(rule)) for rule in RULES]
    return render(request, "pages/legal/legal.html", {"rows": rows})


def _address(rule: Rule) -> str:
    try:
        return reverse(rule.place) if rule.place else ""
    except NoReverseMatch:
        return ""
