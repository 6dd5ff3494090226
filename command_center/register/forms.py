"""Entering a model, and what people know about one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from command_center.register.entering import Candidate, Review, candidates
from command_center.register.models import ModelReview, purpose_choices

LONGEST_REASON = 300


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ModelReview
        fields = ["licence", "source", "certificate", "reason"]
        labels = {
            "licence": _("Licence"),
            "source": _("Source or author"),
            "certificate": _("Reference of its certificate"),
            "reason": _("Reason"),
        }
        help_texts = {
            "certificate": _("As an order names it; empty while there is none."),
            "reason": _("Kept with your name and the time."),
        }

    def review(self) -> Review:
        return Review(**{name: self.cleaned_data[name] for name in self._meta.fields})


class EntryForm(ReviewForm):
    """`model`: a file as the author sees it, by its place in what was found."""

    file = forms.ChoiceField(label=_("File"))
    purpose = forms.ChoiceField(
        label=_("Finds"), choices=purpose_choices, initial="general", widget=forms.RadioSelect
    )

    field_order = ["file", "purpose", "licence", "source", "certificate", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found = {f"{one.path.name}:{one.sha256}": one for one in candidates()}
        self.has_files = bool(self._found)
        self.fields["file"].choices = [  # type: ignore[attr-defined]
            (key, f"{one.path.name} · {one.sha256[:12]}…") for key, one in self._found.items()
        ]
        self.fields["file"].error_messages["invalid_choice"] = _(
            "The file is not as it was when this page was opened: choose again."
        )

    def candidate(self) -> Candidate:
        return self._found[self.cleaned_data["file"]]
