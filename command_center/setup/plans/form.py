"""Entering a floor plan."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from command_center.setup.plans.upload import Drawn, drawn
from command_center.venues.models import FloorPlan, Venue


class PlanForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As “Ground floor” or “Upper tier”.")
    )
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput({"accept": ".png,.jpg,.jpeg,.webp,.pdf"}),
        help_text=_("PNG, JPEG, WebP, or a PDF, of which the first page is taken; 20 MB at most."),
    )

    def __init__(self, venue: Venue, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._venue = venue

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if FloorPlan.objects.filter(venue=self._venue, name=name).exists():
            raise ValidationError(_("Another plan of this venue has this name already."))
        return name

    def clean_file(self) -> Drawn:
        upload: UploadedFile = self.cleaned_data["file"]
        return drawn(upload)

    def save(self) -> FloorPlan:
        fields = self.cleaned_data["file"]._asdict()
        name = self.cleaned_data["name"]
        plan: FloorPlan = FloorPlan.objects.create(venue=self._venue, name=name, **fields)
        return plan
