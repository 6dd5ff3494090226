"""Entering what is suppressed by design, or out of service."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.desk.models import Suppression
from command_center.desk.suppression import Form
from command_center.incidents.local_field import read_times, time_field
from command_center.people.reach import Reach
from command_center.venues.models import Camera, kind_choices

ENTERED = (Form.BY_DESIGN, Form.OUT_OF_SERVICE)
"""Situations are shelved where they are shown."""


class PutAsideForm(forms.Form):
    """Of a camera that the reach covers; `until` by the clock of its venue."""

    form = forms.ChoiceField(
        label=_("Form"),
        choices=[(one.value, one.label) for one in ENTERED],
        help_text=_(
            "By design: alerts that are known to mean nothing there. Out of service: the camera or "
            "the place is being worked on."
        ),
    )
    camera = forms.ModelChoiceField(Camera.objects.none(), label=_("Camera"))
    kind = forms.ChoiceField(label=_("Kind of event"), required=False)
    until = time_field(_("Until"), required=False)
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, reach: Reach, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["until"].help_text = _("Empty: until somebody lifts it.")
        self.fields["kind"].choices = [("", _("every kind")), *kind_choices()]  # type: ignore[attr-defined]
        cameras = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
        self.fields["camera"].queryset = cameras.order_by("venue__name", "name")  # type: ignore[attr-defined]
        self.fields["camera"].label_from_instance = _named  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        camera = self.cleaned_data.get("camera")
        read_times(self, camera.venue if camera else None, "until")
        until = self.cleaned_data.get("until")
        if until and until <= timezone.now():
            self.add_error("until", _("The end has passed: nothing would be put aside."))
        return self.cleaned_data

    def suppression(self) -> Suppression:
        """Without whose it is."""
        return Suppression(**self.cleaned_data)


def _named(camera: Camera) -> str:
    return f"{camera.venue}: {camera.name}"
