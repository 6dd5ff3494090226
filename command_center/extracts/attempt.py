"""How far the making of an extract has come, and what stands in its way: for its page."""

from django.db import models

from command_center.extracts.extract import Extract


class Attempt(models.Model):
    """The latest one. `done_s` and `of_s`: seconds of pictures. `obstacle`: why it did not end;
    `named`: the recording that it is about."""

    extract = models.OneToOneField(
        Extract, models.CASCADE, primary_key=True, related_name="attempt"
    )
    begun_at = models.DateTimeField(auto_now=True)
    done_s = models.FloatField(default=0)
    of_s = models.FloatField(default=0)
    obstacle = models.CharField(max_length=500, blank=True)
    named = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.extract_id}: {self.done_s:.0f} of {self.of_s:.0f} s"

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done_s / self.of_s)) if self.of_s else 0
