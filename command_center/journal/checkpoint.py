"""Checkpoints: the size and root of the log at an instant, signed; for a witness outside."""

from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from command_center.hard_rule import append_only
from command_center.journal.sequencing import sequence
from command_center.journal.signed_note import signed_note
from command_center.journal.signing_key import signing_key


class PublicKey(models.Model):
    """Every key that ever signed; trust comes from comparing its fingerprint, not from this row."""

    public = models.BinaryField(max_length=32, unique=True)
    known_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers: ClassVar = append_only("keys that signed stay known")

    def __str__(self) -> str:
        return bytes(self.public).hex()


class Checkpoint(models.Model):
    at = models.DateTimeField(_("time"), auto_now_add=True)
    size = models.BigIntegerField(_("entries"))
    root = models.BinaryField(max_length=32)
    note = models.TextField(_("signed note"))
    key = models.ForeignKey(PublicKey, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        triggers: ClassVar = append_only("checkpoints are kept as they were signed")

    def __str__(self) -> str:
        return self.note


def checkpoint() -> Checkpoint:
    """Signs the log as it is now; one that was signed already is not signed twice."""
    head = sequence()
    key = signing_key()
    with transaction.atomic():
        known, _is_new = PublicKey.objects.get_or_create(public=key.public)
        last = Checkpoint.objects.first()
        if last and last.size == head.size and last.key_id == known.pk:
            return last
        text = signed_note(head.size, head.root, key).text
        return Checkpoint.objects.create(size=head.size, root=head.root, note=text, key=known)
