"""Changing the key: the old one signs a head over the entry that announces the new one."""

import os
from dataclasses import dataclass

from django.db import transaction

from command_center.journal.checkpoint import checkpoint
from command_center.journal.inserting import values_of
from command_center.journal.noting import Thing, note
from command_center.journal.operation import Operation
from command_center.journal.public_key import PublicKey
from command_center.journal.record import record
from command_center.journal.sequencing import sequence
from command_center.journal.signed_note import key_sha256
from command_center.journal.signing_key import is_given, key_of, replace_kept, signing_key


@dataclass(frozen=True, slots=True)
class Rotated:
    """`seed` is the new secret where the environment is to hold it; None where it is kept in the
    state folder."""

    key_sha256: str
    seed: bytes | None


def rotate(reason: str) -> Rotated:
    """Raises `KeyRefused` where this machine's key is not the journal's, `BrokenLog` where the log
    does not continue what was signed: neither may announce a key."""
    checkpoint()
    seed = os.urandom(32)
    _announce(key_of(seed).public, reason, is_lost=False)
    checkpoint()  # by the old key, over the announcement
    return _taken_up(seed)


def replace_lost(reason: str) -> Rotated:
    """Where the old key is gone: nobody but people can say then that the new one is right."""
    public = signing_key().public
    if PublicKey.objects.filter(public=public).exists():
        raise ValueError("This machine's key is one of the journal: change it by --rotate.")
    _announce(public, reason, is_lost=True)
    sequence()
    checkpoint()
    return Rotated(key_sha256(public), None)


@transaction.atomic
def _announce(public: bytes, reason: str, *, is_lost: bool) -> None:
    """The row keeps the record, which proves the change when the entry is over age."""
    detail = {"public": public.hex(), "old_key_is_lost": is_lost}
    thing = Thing("journal_key", key_sha256(public), detail=detail)
    entry = note(Operation.MODIFICATION, thing, reason=reason)
    announcement = record(values_of(entry)).decode()
    PublicKey.objects.create(public=public, entry=entry.pk, announcement=announcement)


def _taken_up(seed: bytes) -> Rotated:
    """Here at once; where the environment holds it, once that is changed."""
    named = key_sha256(key_of(seed).public)
    if is_given():
        return Rotated(named, seed)
    replace_kept(seed)
    checkpoint()
    return Rotated(named, None)
