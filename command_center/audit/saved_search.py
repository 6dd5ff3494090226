"""Searches that somebody keeps under a name: run again, they ask for fresh times."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from command_center.people.models import Agent

LONGEST_ASKED = 1000


class SavedSearch(models.Model):
    """`asked`: the fields of the search form, as an address says them. "The last 24 hours" stay
    the last 24 hours of whenever it is run."""

    name = models.CharField(_("name"), max_length=80)
    asked = models.CharField(max_length=LONGEST_ASKED)
    owner = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    is_shared = models.BooleanField(
        _("shared"),
        default=False,
        help_text=_("With everybody who may read the whole journal."),
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], name="one_saved_search_of_a_name_a_person"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_search_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
