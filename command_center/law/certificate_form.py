"""Entering a certificate of conformity."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from command_center.law.certificate import is_sha256
from command_center.law.models import Certificate
from command_center.people.models import Agent


class DigestField(forms.CharField):
    """One SHA-256, in whatever case it was copied."""

    def to_python(self, value: Any) -> Any:
        return str(super().to_python(value) or "").lower()


class DigestsField(forms.CharField):
    """One SHA-256 a line; what follows it on the line, as the command sha256sum writes it, is
    left out."""

    widget = forms.Textarea(attrs={"rows": 5, "spellcheck": "false"})

    def to_python(self, value: Any) -> Any:
        lines = str(super().to_python(value) or "").splitlines()
        given = [(number, line.split()) for number, line in enumerate(lines, 1)]
        found = [_digest(number, words[0].lower()) for number, words in given if words]
        return list(dict.fromkeys(found))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


def _digest(number: int, word: str) -> str:
    try:
        is_sha256(word)
    except ValidationError:
        told = _("Line %(number)s is not a SHA-256: 64 digits from 0 to 9 and a to f.")
        raise ValidationError(told, params={"number": number}) from None
    return word


class CertificateForm(forms.ModelForm):  # type: ignore[type-arg]
    software = DigestField(label=_("SHA-256 of the software"), validators=[is_sha256])
    models = DigestsField(
        label=_("SHA-256 of the models"),
        required=False,
        help_text=_("One a line. A camera that uses another model is not analysed."),
    )

    class Meta:
        model = Certificate
        fields = ["reference", "authority", "issued_on", "version", "software", "models"]
        labels = {
            "reference": _("Reference"),
            "authority": _("Issued by"),
            "issued_on": _("Issued on"),
            "version": _("Version of the software"),
        }
        error_messages = {
            "reference": {"unique": _("A certificate of this reference is entered already.")}
        }
        widgets = {"issued_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_issued_on(self) -> Any:
        issued_on = self.cleaned_data["issued_on"]
        if issued_on > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return issued_on

    def enter(self, by: Agent) -> Certificate | None:
        """Of a valid form; None where another of its reference came first."""
        self.instance.entered_by = by
        try:
            with transaction.atomic():
                return self.save()  # type: ignore[no-any-return]
        except IntegrityError:
            self.instance.pk, self.instance._state.adding = None, True
            self.add_error("reference", _("A certificate of this reference is entered already."))
            return None
