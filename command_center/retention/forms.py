"""Entering rules, caps and holds."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from command_center.alerts.models import Alert
from command_center.people.reach import AT_CAMERA, Reach
from command_center.retention.classes import IMAGES, OF_THE_SITE, RetentionClass
from command_center.retention.models import Cap, Hold, Rule
from command_center.retention.words import A_DAY_H, months_in_words
from command_center.venues.models import Camera, Venue

EVERYWHERE = "everywhere"
INSTANT = "%Y-%m-%dT%H:%M"
LONGEST_REASON = 300


def places(reach: Reach) -> list[tuple[str, Any]]:
    """Everywhere, each venue, and its cameras: where `reach` covers them wholly."""
    cameras: dict[str, list[tuple[str, str]]] = {}
    for camera in Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue"):
        cameras.setdefault(str(camera.venue), []).append((f"camera-{camera.pk}", camera.name))
    known = Venue.objects.filter(reach.wholly_of("pk")).order_by("name")
    venues = [(f"venue-{venue.pk}", venue.name) for venue in known]
    return [
        *([(EVERYWHERE, gettext("everywhere"))] if reach.is_everywhere else []),
        (gettext("Venues"), venues),
        *((gettext("Cameras of %(venue)s") % {"venue": name}, of) for name, of in cameras.items()),
    ]


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]
    place = forms.ChoiceField(label=_("Where"))
    amount = forms.IntegerField(
        label=_("Keep for"),
        min_value=1,
        max_value=99_999,
        required=False,
        help_text=_("Empty: as long as the law lets."),
    )
    unit = forms.TypedChoiceField(
        label=_("Unit"), coerce=int, choices=[(A_DAY_H, _("days")), (1, _("hours"))]
    )

    class Meta:
        model = Rule
        fields = ["what", "reason"]
        labels = {"what": _("What"), "reason": _("Reason")}

    field_order = ["what", "place", "amount", "unit", "reason"]

    def __init__(self, reach: Reach, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places(reach)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._place(given)
        if given.get("amount") and given.get("unit") and given.get("what"):
            self.instance.keep_hours = given["amount"] * given["unit"]
            self._check_cap(given["what"])
        return given

    def _place(self, given: dict[str, Any]) -> None:
        kind, _dash, number = str(given.get("place", "")).partition("-")
        if kind != EVERYWHERE and given.get("what") in OF_THE_SITE:
            self.add_error("place", _("The logs are kept alike everywhere."))
        elif kind == "venue":
            self.instance.venue_id = int(number)
        elif kind == "camera":
            self.instance.camera_id = int(number)

    def _check_cap(self, what: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT months, retention_most_hours(months) FROM retention_cap_in_force(%s)",
                [what],
            )
            months, most_hours = cursor.fetchone()
        if self.instance.keep_hours > most_hours:
            text = _("The law lets %(months)s at most: %(days)s days.")
            words = {"months": months_in_words(months), "days": most_hours // A_DAY_H}
            self.add_error("amount", text % words)


class CapForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Cap
        fields = ["months", "source", "confirmation", "reason"]
        labels = {
            "months": _("Calendar months at most"),
            "source": _("Source"),
            "confirmation": _("How far confirmed"),
            "reason": _("Reason of the correction"),
        }

    def __init__(self, *args: Any, what: RetentionClass, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.what = what.value
        self.fields["reason"].required = True

    def clean_months(self) -> int:
        months = int(self.cleaned_data["months"])
        if self.instance.what in IMAGES and months != 1:
            raise ValidationError(_("Images are kept one calendar month at most (CSI, L252-5)."))
        return months


class HoldForm(forms.ModelForm):  # type: ignore[type-arg]
    cameras = forms.ModelMultipleChoiceField(
        Camera.objects.select_related("venue"),
        label=_("Cameras"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alerts = forms.CharField(
        label=_("Numbers of alerts"),
        required=False,
        help_text=_("With their files. Several ones: by commas."),
    )

    class Meta:
        model = Hold
        fields = [
            *("procedure", "reference", "authority", "requester"),
            *("cameras", "covers_from", "covers_until", "alerts", "ends_at"),
        ]
        labels = {
            "procedure": _("Kind of procedure"),
            "reference": _("Reference"),
            "authority": _("Receiving authority"),
            "requester": _("Requested by"),
            "covers_from": _("What was seen from"),
            "covers_until": _("What was seen until"),
            "ends_at": _("The hold ends at"),
        }
        help_texts = {"ends_at": _("What is over age then goes, unless a new hold is placed.")}
        widgets = {
            name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format=INSTANT)
            for name in ("covers_from", "covers_until", "ends_at")
        }

    def __init__(self, reach: Reach, *args: Any, **kwargs: Any) -> None:
        """Of cameras and alerts that `reach` covers."""
        super().__init__(*args, **kwargs)
        self._reach = reach
        cameras = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
        self.fields["cameras"].queryset = cameras  # type: ignore[attr-defined]
        for name in ("covers_from", "covers_until"):
            self.fields[name].required = False

    def clean_cameras(self) -> list[int]:
        return [camera.pk for camera in self.cleaned_data["cameras"]]

    def clean_alerts(self) -> list[int]:
        words = str(self.cleaned_data["alerts"]).replace(",", " ").split()
        if not all(word.isdecimal() for word in words):
            raise ValidationError(_("Numbers only, by commas."))
        numbers = sorted({int(word) for word in words})
        found = Alert.objects.filter(self._reach.of(*AT_CAMERA), pk__in=numbers)
        known = set(found.values_list("pk", flat=True))
        if strangers := [str(number) for number in numbers if number not in known]:
            text = _("There is no alert %(numbers)s.")
            raise ValidationError(text % {"numbers": ", ".join(strangers)})
        return numbers

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        since, until = given.get("covers_from"), given.get("covers_until")
        if not given.get("cameras") and not given.get("alerts"):
            self.add_error("cameras", _("Choose a camera, or name an alert."))
        if given.get("cameras") and not (since and until and since < until):
            self.add_error("covers_until", _("Say from when until when, for the cameras."))
        if not given.get("cameras"):
            given["covers_from"] = given["covers_until"] = None
        return given
