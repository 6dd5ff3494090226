"""Asking for an extract: for whom, of which cameras, from when until when, and why no shorter."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.extracts.appearance import Appearance
from command_center.extracts.extract import LONG
from command_center.extracts.models import Extract
from command_center.people.reach import Reach
from command_center.retention.hold import Procedure
from command_center.venues.models import Camera

SECOND = "%Y-%m-%dT%H:%M:%S"
DAY = "%Y-%m-%d"
LONGEST = timedelta(hours=24)
KEPT_FOR, KEPT_AT_MOST = timedelta(days=30), timedelta(days=366)


def seconds_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format=SECOND)


class AskForm(forms.ModelForm):  # type: ignore[type-arg]
    """`keep_until`: what is asked for is held until then at the latest."""

    cameras = forms.ModelMultipleChoiceField(
        Camera.objects.none(), label=_("Cameras"), widget=forms.CheckboxSelectMultiple
    )
    covers_from = forms.DateTimeField(label=_("From"), widget=seconds_input())
    covers_until = forms.DateTimeField(label=_("Until"), widget=seconds_input())
    appearance = forms.ChoiceField(
        label=_("People in the pictures"), choices=Appearance.choices, widget=forms.RadioSelect
    )
    is_long_confirmed = forms.BooleanField(
        label=_("It has to be longer than ten minutes"), required=False
    )
    keep_until = forms.DateField(
        label=_("Kept for it until"),
        widget=forms.DateInput(attrs={"type": "date"}, format=DAY),
        help_text=_("At the latest: handed over, it is not held any more."),
    )

    class Meta:
        model = Extract
        fields = [
            *("procedure", "authority", "requester", "reference", "recipient"),
            *("cameras", "covers_from", "covers_until", "why_no_shorter", "is_long_confirmed"),
            *("appearance", "is_watermarked", "has_boxes"),
        ]
        labels = {
            "procedure": _("Kind of procedure"),
            "authority": _("Authority"),
            "requester": _("Requested by"),
            "reference": _("Reference"),
            "recipient": _("Recipient"),
            "why_no_shorter": _("Why no shorter stretch serves"),
            "is_watermarked": _("Mark each picture with recipient and number"),
            "has_boxes": _("Add the boxes of the analysis as a file of their own"),
        }
        help_texts = {
            "recipient": _("Who gets the file: it stands in the marked pictures."),
            "reference": _("Of the requisition or the case file."),
        }
        widgets = {"why_no_shorter": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, reach: Reach, *args: Any, **named: Any) -> None:
        """Of cameras that `reach` covers."""
        super().__init__(*args, **named)
        cameras = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
        self.fields["cameras"].queryset = cameras.order_by("venue__name", "name")  # type: ignore[attr-defined]
        self.fields["procedure"].choices = [("", "–"), *Procedure.choices]  # type: ignore[attr-defined]

    @property
    def lasts(self) -> timedelta | None:
        """Of the stretch, once both its ends are known."""
        since, until = (self.cleaned_data.get(name) for name in ("covers_from", "covers_until"))
        return until - since if since and until and since < until else None

    @property
    def chosen(self) -> list[Camera]:
        """Which the model keeps by number."""
        return list(self._chosen) if hasattr(self, "_chosen") else []

    def clean_cameras(self) -> list[int]:
        self._chosen = list(self.cleaned_data["cameras"])
        if len({one.venue_id for one in self._chosen}) > 1:
            raise forms.ValidationError(_("Cameras of one venue: ask for each venue by itself."))
        self.instance.venue = self._chosen[0].venue
        return [one.pk for one in self._chosen]

    def clean_keep_until(self) -> datetime:
        """The end of that day."""
        day = self.cleaned_data["keep_until"] + timedelta(days=1)
        at = timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001
        if not timezone.now() < at <= timezone.now() + KEPT_AT_MOST:
            raise forms.ValidationError(_("A day to come, within a year."))
        return at

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, until = given.get("covers_from"), given.get("covers_until")
        if since and until and since >= until:
            self.add_error("covers_until", _("It ends after its start."))
        if until and until > timezone.now():
            self.add_error("covers_until", _("It has not come yet: an extract is of the past."))
        if self.lasts and self.lasts > LONGEST:
            self.add_error("covers_until", _("A day at most: ask for several extracts."))
        elif self.lasts and self.lasts > LONG and not given.get("is_long_confirmed"):
            text = _("It is longer than ten minutes: shorten it, or confirm it.")
            self.add_error("is_long_confirmed", text)
        if (given.get("procedure"), given.get("appearance")) == (
            Procedure.RIGHTS_REQUEST,
            Appearance.PLAIN,
        ):
            text = _("Whoever was filmed gets everybody else blurred.")
            self.add_error("appearance", text)
        return given
