"""A file that is to go, taken away wherever it lies."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from command_center.retention.bucket.bucket import Bucket, StorageAway, bucket
from command_center.retention.folder import OutsideFolder, place_of
from command_center.retention.models import StoredFile
from command_center.retention.storage_mark import is_known


@dataclass
class Remover:
    """Of one run: a bucket that does not answer is asked once in it, and the mark read once."""

    away: StorageAway | None = None
    _there: Bucket | None = None
    _is_its_storage: bool | None = None

    def remove(self, file: StoredFile) -> None:
        """Raises `OSError` and `OutsideFolder` where it is there still, or may be."""
        self._expect_its_storage()
        place_of(file.path).unlink(missing_ok=True)
        if file.moved_at is None:
            return
        if self.away is not None:
            raise self.away
        try:
            self._bucket().remove(file.path)
        except StorageAway as error:
            self.away = error
            raise

    def is_there(self, file: StoredFile) -> bool:
        """What nobody knows of is."""
        try:
            if not is_known() or place_of(file.path).exists():
                return True
            return file.moved_at is not None and self._bucket().has(file.path)
        except (StorageAway, OutsideFolder):
            return True

    def _expect_its_storage(self) -> None:
        """In the folder below a mount that is gone, everything would be."""
        if self._is_its_storage is None:
            self._is_its_storage = is_known()
        if not self._is_its_storage:
            raise OSError(_("its disk is not mounted on this machine"))

    def _bucket(self) -> Bucket:
        """One that is there: of another everything would be gone."""
        if self._there is None:
            there = bucket()
            if there is None:
                raise StorageAway(_("it lies in a bucket, and none is configured"))
            there.check()
            self._there = there
        return self._there
