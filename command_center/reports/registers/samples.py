"""The register of training samples (Loi n° 2023-380, art. 10, IX)."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from command_center.reports.registers.register import Column, Register, Scope, Total
from command_center.reports.words import REGISTER_TITLES
from command_center.retention.classes import RetentionClass
from command_center.retention.models import ErasureCertificate

COLUMNS = [
    Column("day", _("Day and time range")),
    Column("place", _("Place")),
    Column("annotations", _("Annotations")),
    Column("kept_until", _("Kept until")),
]
NONE_IS_KEPT = _(
    "This product keeps no sample to train models with, and has no place to keep one: models come "
    "trained, with their SHA-256. Pictures of quiet moments, in which a person looks for what was "
    "missed, are no training samples; they are erased once they were looked at."
)


def samples(scope: Scope) -> Register:
    """Has no rows: there is no table in which a sample could be kept. What certificates say of
    erased ones is counted all the same."""
    erased = ErasureCertificate.objects.filter(
        what=RetentionClass.TRAINING_SAMPLES, at__gte=scope.since, at__lt=scope.until
    ).aggregate(count=Sum("count"))["count"]
    totals = [
        Total("samples", _("samples"), 0),
        Total("erased", _("erased"), erased or 0),
    ]
    return Register("samples", REGISTER_TITLES["samples"][0], COLUMNS, [], totals, NONE_IS_KEPT)
