"""Certificates: which software and which models may run under an order."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models as db
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.people.models import Agent

is_sha256 = RegexValidator(r"^[0-9a-f]{64}\Z", _("A SHA-256: 64 digits from 0 to 9 and a to f."))


class Certificate(db.Model):
    """Of conformity (Décret n° 2023-828, art. 14). Under an order that names it, no other software
    and no other model runs. Never changed: a new version gets a new certificate."""

    reference = db.CharField(_("reference"), max_length=120, unique=True)
    authority = db.CharField(_("issued by"), max_length=200)
    issued_on = db.DateField(_("issued on"))
    version = db.CharField(_("version of the software"), max_length=40)
    software = db.CharField(_("SHA-256 of the software"), max_length=64, validators=[is_sha256])
    models = ArrayField(
        db.CharField(max_length=64, validators=[is_sha256]),
        verbose_name=_("SHA-256 of the models"),
        default=list,
        blank=True,
    )
    entered_by = db.ForeignKey(Agent, db.PROTECT, null=True, related_name="+")
    entered_at = db.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            db.CheckConstraint(
                condition=db.Q(software__regex=r"^[0-9a-f]{64}$"),
                name="certificate_names_software_by_sha256",
            )
        ]
        triggers = append_only("a certificate never changes: enter the new one")

    def __str__(self) -> str:
        return self.reference
