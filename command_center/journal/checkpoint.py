"""Checkpoints: the size and root of the log at an instant, signed; for a witness outside."""

import logging
from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.journal import kept_outside
from command_center.journal.public_key import PublicKey, key_in_use
from command_center.journal.sequencing import sequence
from command_center.journal.signed_note import read_note, signed_note

logger = logging.getLogger(__name__)


class Checkpoint(models.Model):
    at = models.DateTimeField(_("time"), auto_now_add=True)
    size = models.BigIntegerField(_("entries"))
    root = models.BinaryField(max_length=32)
    note = models.TextField(_("signed note"))
    key = models.ForeignKey(PublicKey, models.PROTECT)

    class Meta:
        ordering = ["-id"]
        triggers: ClassVar = append_only("checkpoints are kept as they were signed")

    def __str__(self) -> str:
        return self.note


def checkpoint() -> Checkpoint:
    """Signs the log as it is now; one that was signed already is not signed twice.

    Raises `BrokenLog` where the log does not continue what was signed, `KeyRefused` where this
    machine's key may not sign.
    """
    head = sequence()
    key, known = key_in_use()
    with transaction.atomic():
        made = Checkpoint.objects.first()
        if made is None or (made.size, made.key_id) != (head.size, known.pk):
            text = signed_note(head.size, head.root, key).text
            made = Checkpoint.objects.create(size=head.size, root=head.root, note=text, key=known)
    transaction.on_commit(lambda: _keep_outside(made.note))
    return made


def _keep_outside(note: str) -> None:
    for obstacle in kept_outside.keep_checkpoint(read_note(note)):
        logger.error("Journal: a checkpoint cannot be kept outside the database: %s", obstacle)
