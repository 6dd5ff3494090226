"""Privacy masks drawn on a camera's picture."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from detection.masks import MaskRefused, check_mask


class Mask(models.Model):
    """A part of a camera's picture that is black wherever it is shown, kept or analysed.

    The inside of a home, and its entrance, are never filmed in public space (CSI, art. L251-3).
    """

    camera = models.ForeignKey("venues.Camera", models.PROTECT, related_name="masks")
    name = models.CharField(_("name"), max_length=120)
    polygon = models.JSONField(_("polygon"), help_text=_("[[x, y], …] in image fractions"))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["camera", "name"], name="one_mask_of_a_name_a_camera"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            check_mask(self.name, self.polygon)
        except (MaskRefused, TypeError, ValueError) as error:
            raise ValidationError(str(error)) from error
