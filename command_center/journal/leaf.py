"""The tree over the entries: leaves in the order of the log, and its full subtrees."""

from typing import ClassVar

from django.db import models

from command_center.hard_rule import append_only

TILE_LEVEL = 8
"""Subtrees are kept from 256 leaves on: smaller ones are made from their leaves when asked for."""


class Leaf(models.Model):
    """The digest of one entry (RFC 6962). It stays when the entry is over age and goes."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        triggers: ClassVar = append_only("the journal is never changed")

    def __str__(self) -> str:
        return f"{self.index}: {bytes(self.hash).hex()}"


class Subtree(models.Model):
    """A full one: `level` above the leaves, `index` among those of its level."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        triggers: ClassVar = append_only("the journal is never changed")

    def __str__(self) -> str:
        return f"{self.level}/{self.index}: {bytes(self.hash).hex()}"


class TreeHead(models.Model):
    """One row: how far the log is, and the peaks of its tree."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField(default=0)
    peaks = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="tree_head_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.size} leaves"
