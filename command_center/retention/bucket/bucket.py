"""What is asked of the bucket of footage. Whatever goes wrong there is `StorageAway`."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from boto3.exceptions import Boto3Error  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]
from django.core.files import File
from django.core.files.storage import storages
from django.utils.translation import gettext_noop

FOOTAGE = "footage"
"""Its name among the storages of the settings."""

CHUNK = 1 << 20
NOT_THERE = {"NoSuchKey", "404"}
AWAY = gettext_noop(
    "The bucket of footage does not answer: what lies in it cannot be seen for now. "
    "Nothing is lost."
)


class StorageAway(OSError):
    """The bucket does not answer, or refuses. In words for whoever wants to see something; `why`
    for whoever sees to it."""

    def __init__(self, why: str) -> None:
        super().__init__(AWAY)
        self.why = why


@dataclass(frozen=True, slots=True)
class Listed:
    path: str
    size_bytes: int
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Bucket:
    """Paths as below the folder of footage. Everything raises `StorageAway`; what reads, also
    `FileNotFoundError`."""

    storage: Any

    @property
    def name(self) -> str:
        return str(self.storage.bucket_name)

    def check(self) -> None:
        """Before something is taken for gone: of a bucket that is not there everything is."""
        with _asked():
            self.storage.connection.meta.client.head_bucket(Bucket=self.name)

    def put(self, path: str, place: Path) -> None:
        with place.open("rb") as file, _asked():
            self.storage.save(path, File(file))

    def read(self, path: str) -> bytes:
        with _asked():
            found: bytes = self._object(path).get()["Body"].read()
        return found

    def opened(self, path: str) -> tuple[int, Any]:
        """Its size, and what is read from as from a file."""
        with _asked():
            found = self._object(path).get()
        return int(found["ContentLength"]), found["Body"]

    def digest(self, path: str) -> str:
        """SHA-256 of what is read from there."""
        known = sha256()
        with _asked(), closing(self._object(path).get()["Body"]) as body:
            while chunk := body.read(CHUNK):
                known.update(chunk)
        return known.hexdigest()

    def has(self, path: str) -> bool:
        with _asked():
            return bool(self.storage.exists(path))

    def remove(self, path: str) -> None:
        """Also what is not there."""
        with _asked():
            self.storage.delete(path)

    def listed(self, below: str = "") -> Iterator[Listed]:
        """All whose path begins so."""
        with _asked():
            location = f"{self.storage.location}/" if self.storage.location else ""
            there = self.storage.connection.Bucket(self.name)
            for one in there.objects.filter(Prefix=f"{location}{below}"):
                yield Listed(one.key.removeprefix(location), one.size, one.last_modified)

    def keeps_what_was_erased(self) -> bool:
        """Whether it keeps versions of what is removed from it."""
        with _asked():
            client = self.storage.connection.meta.client
            told = client.get_bucket_versioning(Bucket=self.name)
        return str(told.get("Status")) == "Enabled"

    def _object(self, path: str) -> Any:
        location = f"{self.storage.location}/" if self.storage.location else ""
        return self.storage.connection.Object(self.name, f"{location}{path}")


def bucket() -> Bucket | None:
    """None: none is configured, and all lies on the local disk."""
    return Bucket(storages[FOOTAGE]) if FOOTAGE in storages.backends else None


@contextmanager
def _asked() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in NOT_THERE:
            raise FileNotFoundError(str(error)) from error
        raise StorageAway(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageAway(str(error)) from error
