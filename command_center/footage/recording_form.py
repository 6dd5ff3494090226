"""Another recording for one or many cameras at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.footage.camera_recording import (
    LONGEST_ROLL_S,
    CameraRecording,
    Mode,
    recordings_of,
)
from command_center.people.reach import Reach
from command_center.venues.models import Camera

UNCHANGED = ("", _("as it is"))


class RecordingForm(forms.Form):
    """What is left empty stays as it is. Only cameras that `reach` covers."""

    camera = forms.ModelMultipleChoiceField(
        Camera.objects.none(),
        error_messages={
            "required": _("Choose cameras first."),
            "invalid_choice": _("A camera is gone."),
        },
    )
    mode = forms.ChoiceField(required=False, choices=[UNCHANGED, *Mode.choices])
    pre_roll_s = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_ROLL_S)
    post_roll_s = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_ROLL_S)

    def __init__(self, reach: Reach, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        within = Camera.objects.filter(reach.of("venue_id", "pk")).select_related("venue")
        self.fields["camera"].queryset = within  # type: ignore[attr-defined]

    def changes(self) -> list[tuple[Camera, dict[str, list[Any]]]]:
        """What is different of each camera: old and new, by field."""
        wanted = {
            name: value
            for name in ("mode", "pre_roll_s", "post_roll_s")
            if (value := self.cleaned_data[name]) not in {"", None}
        }
        cameras = list(self.cleaned_data["camera"])
        known = recordings_of(camera.pk for camera in cameras)
        told = [(camera, _differences(known[camera.pk], wanted)) for camera in cameras]
        return [(camera, different) for camera, different in told if different]


def store(changes: list[tuple[Camera, dict[str, list[Any]]]]) -> None:
    known = recordings_of(camera.pk for camera, _different in changes)
    for camera, different in changes:
        for name, (_before, after) in different.items():
            setattr(known[camera.pk], name, after)
    CameraRecording.objects.bulk_create(
        known.values(),
        update_conflicts=True,
        unique_fields=["camera"],
        update_fields=["mode", "pre_roll_s", "post_roll_s"],
    )


def _differences(known: CameraRecording, wanted: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [getattr(known, name), value]
        for name, value in wanted.items()
        if getattr(known, name) != value
    }
