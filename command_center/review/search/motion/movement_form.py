"""Asking for a search for movement: between which times, and where in the picture."""

import json
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from command_center.people.forms import instant
from command_center.review.search.motion.movement_search import LONGEST
from detection.motion_search.area import AreaRefused, read_area

BESIDES = frozenset({"csrfmiddlewaretoken"})
USUAL = timedelta(hours=1)


class TimesForm(forms.Form):
    """Times by the clock that holds when it is cleaned. What else is asked is refused."""

    since = forms.DateTimeField(label=gettext_lazy("From"), widget=instant())
    until = forms.DateTimeField(label=gettext_lazy("To"), widget=instant())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        unknown = sorted(set(self.data) - set(self.fields) - BESIDES)
        if unknown:
            raise forms.ValidationError(
                _("“%(name)s” is no criterion: movement is searched by times and an area only."),
                params={"name": unknown[0][:40]},
            )
        since, until = given.get("since"), given.get("until")
        if since and until:
            self._check(since, until)
        return given

    def _check(self, since: datetime, until: datetime) -> None:
        if until <= since:
            self.add_error("until", _("The end must come after the start."))
        elif until - since > LONGEST:
            self.add_error("until", _("Search through at most 24 hours at once."))
        elif since > timezone.now():
            self.add_error("since", _("That has not happened yet."))


class MovementForm(TimesForm):
    area = forms.CharField(widget=forms.HiddenInput, max_length=2000, required=False)

    def clean_area(self) -> list[list[float]]:
        try:
            area = read_area(json.loads(self.cleaned_data["area"] or "null"))
        except (ValueError, RecursionError) as error:
            if isinstance(error, AreaRefused) and self.cleaned_data["area"]:
                raise forms.ValidationError(
                    _("Draw an area of 3 to 20 corners that is not too small.")
                ) from error
            raise forms.ValidationError(_("Draw the area on the picture first.")) from error
        return [[round(x, 4), round(y, 4)] for x, y in area.points]


def usual_times(asked: QueryDict) -> QueryDict:
    """The last hour, where nothing is asked."""
    given = asked.copy()
    now = timezone.localtime()
    given.setdefault("since", f"{now - USUAL:%Y-%m-%dT%H:%M}")
    given.setdefault("until", f"{now:%Y-%m-%dT%H:%M}")
    return given
