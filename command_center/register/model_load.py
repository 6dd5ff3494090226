"""Which file was loaded, or refused, on which machine, and when."""

import pgtrigger
from django.db import models


class ModelLoad(models.Model):
    """Written when it differs from the one before: a machine's latest tells what runs there.

    What is refused is kept too: that somebody changed a file may matter later.
    """

    machine = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    is_accepted = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["machine", "file", "-at"], name="latest_load_of_a_file")]
        triggers = [
            pgtrigger.Protect(name="load_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.machine}: {self.file}"
