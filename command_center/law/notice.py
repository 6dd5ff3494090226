"""That the public was told, or why it need not be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.law.order import Order
from command_center.people.models import Agent


class Notice(models.Model):
    """Before an order can begin, the public is informed (Loi n° 2023-380, art. 10, III; CSI,
    R253-6), or an exemption says why not. `content` is what the public page said when it was
    published, `sha256` its digest."""

    order = models.ForeignKey(Order, models.DO_NOTHING, related_name="notices")
    published_at = models.DateTimeField(_("the public is informed since"))
    is_exemption = models.BooleanField(_("exemption"), default=False)
    reason = models.CharField(_("reason of the exemption"), max_length=300, blank=True)
    places = models.CharField(_("where the posters hang"), max_length=300, blank=True)
    content = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    entered_by = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["published_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_exemption=False) | ~models.Q(reason=""),
                name="an_exemption_has_a_reason",
            )
        ]
        triggers = append_only("a notice never changes: publish it anew")

    def __str__(self) -> str:
        return f"{self.order}, {self.published_at}"
