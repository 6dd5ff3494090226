"""The form of a search: what is chosen becomes criteria, with fresh times."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command_center.audit.criteria import Criteria
from command_center.audit.kind_words import KIND_WORDS, kind_choices
from command_center.journal.models import Operation
from command_center.people.forms import instant
from command_center.people.models import Agent
from command_center.people.reach import Reach
from command_center.venues.models import Camera, Venue

LAST = {
    "1h": (gettext_lazy("The last hour"), timedelta(hours=1)),
    "24h": (gettext_lazy("The last 24 hours"), timedelta(hours=24)),
    "7d": (gettext_lazy("The last 7 days"), timedelta(days=7)),
    "30d": (gettext_lazy("The last 30 days"), timedelta(days=30)),
}
BETWEEN, ALWAYS = "between", "always"
USUAL = "24h"
KIND = re.compile(r"\w{1,60}")


class SearchForm(forms.Form):
    """`reach`: of whoever searches; nothing beyond it is offered."""

    last = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    since = forms.DateTimeField(label=gettext_lazy("From"), widget=instant(), required=False)
    until = forms.DateTimeField(label=gettext_lazy("To"), widget=instant(), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    camera = forms.ChoiceField(label=gettext_lazy("Camera"), required=False)
    venue = forms.ChoiceField(label=gettext_lazy("Venue"), required=False)
    operation = forms.ChoiceField(label=gettext_lazy("Operation"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Object"), required=False)
    number = forms.CharField(label=gettext_lazy("Its number"), max_length=80, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Words of the reason"), max_length=200, required=False
    )
    session = forms.CharField(label=gettext_lazy("Session"), max_length=16, required=False)

    def __init__(self, asked: Mapping[str, Any], reach: Reach) -> None:
        given: dict[str, str] = {
            name: value for name, value in asked.items() if name in self.base_fields and value
        }
        super().__init__({"last": _period_of(given)} | given)
        periods = [(name, str(words)) for name, (words, _length) in LAST.items()]
        self._offer("last", [*periods, (BETWEEN, _("Between two times")), (ALWAYS, _("Always"))])
        self._offer("person", people(reach), _("everybody"))
        self._offer("camera", cameras(reach), _("all"))
        self._offer("venue", venues(reach), _("all"))
        self._offer("operation", Operation.choices, _("all"))
        self._offer("kind", _kinds(given.get("kind", "")), _("everything"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("last") == BETWEEN:
            since, until = given.get("since"), given.get("until")
            if since and until and until <= since:
                self.add_error("until", _("The end must come after the start."))
        if given.get("last") == ALWAYS:
            self._narrow(given)
        return given

    def _narrow(self, given: dict[str, Any]) -> None:
        """Without its companion no index answers, and years would be read through."""
        if given.get("session") and not given.get("person"):
            self.add_error("session", _("Say whose session it is, or a period."))
        if given.get("number") and not (given.get("kind") or given.get("camera")):
            self.add_error("number", _("Say the object too, or a period."))

    def criteria(self, now: datetime | None = None) -> Criteria:
        """Of a valid form."""
        given = self.cleaned_data
        since, until = self._period(now or timezone.now())
        return Criteria(
            since=since,
            until=until,
            author=_number(given["person"]),
            camera=_number(given["camera"]),
            venue=_number(given["venue"]),
            operation=given["operation"],
            object_kind=given["kind"],
            object_id=given["number"],
            reason=given["reason"],
            session=given["session"],
        )

    def asked(self) -> str:
        """As an address says it; what is empty is left out."""
        query = QueryDict(mutable=True)
        for name in self.fields:
            value = self.data.get(name, "")
            if value and (self.data["last"] == BETWEEN or name not in {"since", "until"}):
                query[name] = value
        return query.urlencode()

    def _period(self, now: datetime) -> tuple[datetime | None, datetime | None]:
        last = self.cleaned_data["last"]
        if last in LAST:
            return now - LAST[last][1], None
        if last == BETWEEN:
            return self.cleaned_data["since"], self.cleaned_data["until"]
        return None, None

    def _offer(self, name: str, choices: list[Any], all_of_them: str = "") -> None:
        first = [("", all_of_them)] if all_of_them else []
        self.fields[name].choices = [*first, *choices]  # type: ignore[attr-defined]


def people(reach: Reach) -> list[tuple[int, str]]:
    """Of somebody who reads the journal of some venues: those who have, or had, a post there."""
    found = Agent.objects.order_by("username")
    if not reach.is_everywhere:
        found = found.filter(posts__venue__in=list(reach.venues)) | found.filter(
            posts__venue=None, posts__isnull=False
        )
    return list(found.distinct().values_list("pk", "username"))


def cameras(reach: Reach) -> list[tuple[int, str]]:
    found = Camera.objects.filter(reach.of("venue_id", "pk")).order_by("venue__name", "name")
    return [
        (number, f"{venue} · {name}")
        for number, venue, name in found.values_list("pk", "venue__name", "name")
    ]


def venues(reach: Reach) -> list[tuple[int, str]]:
    found = Venue.objects.filter(reach.of("pk")).order_by("name")
    return list(found.values_list("pk", "name"))


def _period_of(given: dict[str, str]) -> str:
    return BETWEEN if "since" in given or "until" in given else USUAL


def _kinds(given: str) -> list[tuple[str, str]]:
    """And one that somebody noted under a name that has no words yet."""
    is_other = given not in KIND_WORDS and KIND.fullmatch(given)
    other = [(given, given)] if is_other else []
    return [*kind_choices(), *other]


def _number(text: str) -> int | None:
    return int(text) if text else None
