"""The keys that ever signed, and which of them may sign now."""

from typing import ClassVar

from django.db import models, transaction

from command_center.hard_rule import append_only
from command_center.journal.signed_note import key_sha256
from command_center.journal.signing_key import SigningKey, signing_key


class PublicKey(models.Model):
    """Trust comes from comparing its fingerprint, not from this row.

    `announcement` is the record of the entry that announced it, `entry` that entry's number: it
    proves the change of keys also when the entry itself is over age. The first has none.
    """

    public = models.BinaryField(max_length=32, unique=True)
    known_at = models.DateTimeField(auto_now_add=True)
    entry = models.BigIntegerField(null=True)
    announcement = models.TextField(blank=True)

    class Meta:
        triggers: ClassVar = append_only("keys that signed stay known")

    def __str__(self) -> str:
        return bytes(self.public).hex()

    @property
    def key_sha256(self) -> str:
        return key_sha256(bytes(self.public))


class KeyRefused(Exception):
    """This machine's key may not sign; the text says why, and what to do."""


def key_in_use() -> tuple[SigningKey, PublicKey]:
    """The key of this machine, where it is the journal's. Raises `KeyRefused`.

    The first one enters itself; any other was announced, and no later one has signed yet.
    """
    key = signing_key()
    known = PublicKey.objects.filter(public=key.public).first() or _first(key)
    if known is None:
        raise KeyRefused(
            "This machine's key is not that of the journal: give all machines one JOURNAL_KEY. "
            "If the key was changed, or is lost: manage.py journal_key --rotate."
        )
    if PublicKey.objects.filter(pk__gt=known.pk, checkpoint__isnull=False).exists():
        raise KeyRefused(
            "A newer key signs the journal already: give this machine the newer JOURNAL_KEY."
        )
    return key, known


@transaction.atomic
def _first(key: SigningKey) -> PublicKey | None:
    if PublicKey.objects.exists():
        return None
    return PublicKey.objects.get_or_create(public=key.public)[0]
