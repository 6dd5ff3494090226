"""The form of a search for alerts: what an address asks becomes criteria, with fresh times."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command_center.alerts.severity import SEVERITY_LABELS
from command_center.alerts.verdict import Cause, FollowUp, Outcome
from command_center.people.forms import instant
from command_center.people.reach import Reach
from command_center.review.search.criteria import UNJUDGED, WHOLE_PICTURE, Criteria
from command_center.review.search.incident_criterion import is_known
from command_center.review.search.periods import (
    BETWEEN,
    LAST,
    MATCH,
    PERIODS,
    TONIGHT,
    USUAL,
    NoMatch,
    Period,
    match,
    tonight,
    zone_of,
)
from command_center.venues.models import Camera, Venue, Zone, kind_choices
from detection.kinds import EventKind

AFTER = "after"
"""Where a page begins: of the address, and no criterion."""


class SearchForm(forms.Form):
    """`reach`: of whoever searches; nothing beyond it is offered. A criterion that is none of
    these is refused, and not passed over: who asks for a colour of clothes is to be told."""

    last = forms.ChoiceField(
        label=gettext_lazy("When"), choices=PERIODS, widget=forms.RadioSelect, required=False
    )
    since = forms.DateTimeField(label=gettext_lazy("From"), widget=instant(), required=False)
    until = forms.DateTimeField(label=gettext_lazy("To"), widget=instant(), required=False)
    kind = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of event"),
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    severity = forms.ChoiceField(label=gettext_lazy("Priority"), required=False)
    venue = forms.ChoiceField(label=gettext_lazy("Venue"), required=False)
    camera = forms.ChoiceField(label=gettext_lazy("Camera"), required=False)
    zone = forms.ChoiceField(label=gettext_lazy("Zone"), required=False)
    verdict = forms.ChoiceField(label=gettext_lazy("Verdict"), required=False)
    follow_up = forms.ChoiceField(label=gettext_lazy("Follow-up"), required=False)
    incident = forms.ChoiceField(label=gettext_lazy("Incident"), required=False)

    def __init__(self, asked: QueryDict, reach: Reach, *, with_incidents: bool = False) -> None:
        given = asked.copy()
        if not given.get("last"):
            given["last"] = BETWEEN if given.get("since") or given.get("until") else USUAL
        super().__init__(given)
        self._given, self._reach = given, reach
        if not (with_incidents and is_known()):
            del self.fields["incident"]
        self._unknown = sorted(set(asked) - set(self.fields) - {AFTER})
        self._offer("severity", SEVERITY_LABELS.items(), _("all"))
        self._offer("venue", _venues(reach), _("all"))
        self._offer("camera", _cameras(reach), _("all"))
        self._offer("zone", [(WHOLE_PICTURE, _("whole picture")), *_zones(reach)], _("all"))
        self._offer("verdict", _verdicts(), _("all"))
        self._offer("follow_up", FollowUp.choices, _("all"))
        if "incident" in self.fields:
            self._offer("incident", [("yes", _("part of one")), ("no", _("of none"))], _("all"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self._unknown:
            raise forms.ValidationError(
                _(
                    "“%(name)s” is no criterion. Alerts are searched by what happened, where and "
                    "when, and never by how somebody looks."
                ),
                params={"name": self._unknown[0][:40]},
            )
        since, until = given.get("since"), given.get("until")
        if given.get("last") == BETWEEN and since and until and until <= since:
            self.add_error("until", _("The end must come after the start."))
        if given.get("last") == MATCH:
            self._find_match(given)
        return given

    def full_clean(self) -> None:
        """Times are meant by the clock of the place."""
        with timezone.override(self.clock):
            super().full_clean()

    @property
    def clock(self) -> ZoneInfo:
        asked = self._given.get
        return zone_of(self._reach, _number(asked("venue")), _number(asked("camera")))

    def criteria(self, now: datetime | None = None) -> Criteria:
        """Of a valid form."""
        given = self.cleaned_data
        since, until = self._period(now or timezone.now())
        return Criteria(
            since=since,
            until=until,
            kinds=tuple(EventKind(one) for one in given["kind"]),
            severity=given["severity"],
            venue=_number(given["venue"]),
            camera=_number(given["camera"]),
            zone=given["zone"],
            verdict=given["verdict"],
            follow_up=given["follow_up"],
            in_incident=given.get("incident", ""),
        )

    def asked(self) -> str:
        """As an address says it; what is empty is left out."""
        query = QueryDict(mutable=True)
        for name in self.fields:
            values = [one for one in self._given.getlist(name) if one]
            if values and (self.data["last"] == BETWEEN or name not in {"since", "until"}):
                query.setlist(name, values)
        return query.urlencode()

    def is_narrowed(self) -> bool:
        """By what is folded away on the page."""
        return any(self.data.get(name) for name in ("severity", "zone", "follow_up", "incident"))

    def _find_match(self, given: dict[str, Any]) -> None:
        try:
            match(timezone.now(), self._reach, _number(given.get("venue", "")))
        except NoMatch:
            self.add_error("last", _("No order has begun there: choose other times."))

    def _period(self, now: datetime) -> Period:
        given, last = self.cleaned_data, self.cleaned_data["last"]
        if last in LAST:
            return now - LAST[last], None
        if last == TONIGHT:
            return tonight(now, self.clock)
        if last == MATCH:
            return match(now, self._reach, _number(given["venue"]))
        return (given["since"], given["until"]) if last == BETWEEN else (None, None)

    def _offer(self, name: str, choices: Iterable[Any], all_of_them: str) -> None:
        self.fields[name].choices = [("", all_of_them), *choices]  # type: ignore[attr-defined]


def _venues(reach: Reach) -> list[tuple[int, str]]:
    return list(Venue.objects.filter(reach.of("pk")).order_by("name").values_list("pk", "name"))


def _cameras(reach: Reach) -> list[tuple[str, list[tuple[int, str]]]]:
    found = Camera.objects.filter(reach.of("venue_id", "pk")).order_by("venue__name", "name")
    return _grouped(found.values_list("venue__name", "pk", "name"))


def _zones(reach: Reach) -> list[tuple[str, list[tuple[int, str]]]]:
    found = Zone.objects.filter(reach.of("camera__venue_id", "camera_id"))
    found = found.order_by("camera__venue__name", "camera__name", "name")
    return _grouped(found.values_list("camera__name", "pk", "name"))


def _grouped(rows: Iterable[tuple[str, int, str]]) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for group, number, name in rows:
        groups.setdefault(group, []).append((number, name))
    return list(groups.items())


def _verdicts() -> list[Any]:
    causes = [(f"{Outcome.INVALIDATED}:{one}", one.label) for one in Cause]
    return [(UNJUDGED, _("without a verdict")), *Outcome.choices, (_("invalidated: cause"), causes)]


def _number(text: str | None) -> int | None:
    """None for what is none; the field itself refuses it."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None
