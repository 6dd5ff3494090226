"""Which storage footage lies on: a file at its top says its number, and PostgreSQL knows it.

Where a mount is gone, the folder below it is empty, and whatever is written or looked for goes
there without anybody noticing: that folder has no mark.
"""

from contextlib import suppress
from uuid import uuid4

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from command_center.retention.folder import MARK, footage_folder


class StorageMark(models.Model):
    """One row: the number of the storage."""

    number = models.CharField(max_length=36)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_storage_mark")
        ]

    def __str__(self) -> str:
        return self.number


class Storage(TextChoices):
    KNOWN = "known", _("is the storage that it was")
    UNMARKED = "unmarked", _("has no mark: its disk may not be mounted")
    OTHER = "other", _("is another storage")


def storage() -> Storage:
    """What lies in this machine's folder of footage. The first time, it is marked. Raises
    `OSError`."""
    known, found = _known(), _read()
    if known is None:
        known = _enter(found or _write(str(uuid4())))
        found = _read()
    if found is None:
        return Storage.UNMARKED
    return Storage.KNOWN if found == known else Storage.OTHER


def is_known() -> bool:
    """Whether what is missing in this machine's folder is gone, and not only away. Nothing is
    marked here."""
    known = _known()
    with suppress(OSError):
        return known is None or _read() == known
    return False


def mark_anew() -> str:
    """What lies here is the storage from now on; its number."""
    known = _known() or _enter(str(uuid4()))
    place = footage_folder() / MARK
    place.unlink(missing_ok=True)
    return _write(known)


def _known() -> str | None:
    return StorageMark.objects.filter(pk=1).values_list("number", flat=True).first()


def _enter(number: str) -> str:
    """Of two at once the first one's holds."""
    StorageMark.objects.bulk_create([StorageMark(pk=1, number=number)], ignore_conflicts=True)
    return StorageMark.objects.get(pk=1).number


def _read() -> str | None:
    try:
        return (footage_folder() / MARK).read_text().strip()
    except FileNotFoundError:
        return None


def _write(number: str) -> str:
    """Of two at once the first one's stays."""
    footage_folder().mkdir(parents=True, exist_ok=True)
    try:
        with (footage_folder() / MARK).open("x") as file:
            file.write(f"{number}\n")
    except FileExistsError:
        return _read() or number
    return number
