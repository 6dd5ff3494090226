"""Giving somebody a post."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.people.forms import EnteredForm, instant
from command_center.people.models import Post
from command_center.people.roles import Role
from command_center.people.venue_names import cameras_by_venue, venue_names


class PostForm(EnteredForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    venue = forms.TypedChoiceField(
        label=_("Venue"), required=False, coerce=int, empty_value=None, choices=()
    )
    cameras = forms.TypedMultipleChoiceField(
        label=_("Cameras"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all cameras of the venue, those of later too."),
    )

    class Meta:
        model = Post
        fields = ["role", "venue", "cameras", "starts_at", "ends_at"]
        widgets = {
            "starts_at": instant(),
            "ends_at": instant(),
        }
        labels = {"ends_at": _("Until")}
        help_texts = {
            "ends_at": _("Without a date it is held until it is revoked; an inspector's needs one.")
        }

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self._cameras = cameras_by_venue()
        venues = venue_names()
        self.fields["starts_at"].initial = timezone.now()
        self.fields["ends_at"].initial = None
        self.fields["venue"].choices = [("", _("All venues")), *venues.items()]  # type: ignore[attr-defined]
        self.fields["cameras"].choices = [  # type: ignore[attr-defined]
            (camera, f"{venue}: {name}")
            for number, venue in venues.items()
            for camera, name in self._cameras.get(number, {}).items()
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        cameras, venue = given.get("cameras") or [], given.get("venue")
        given["cameras"] = cameras
        if not set(cameras) <= set(self._cameras.get(venue or 0, {})):
            self.add_error("cameras", _("Choose the venue of these cameras, and no other ones."))
        if given.get("role") == Role.INSPECTOR and "ends_at" in given and not given["ends_at"]:
            self.add_error("ends_at", _("An inspector's access needs an end."))
        starts_at, ends_at = given.get("starts_at"), given.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end must come after the start."))
        return given
