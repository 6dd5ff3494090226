"""Static files as WhiteNoise serves them, and those that are text compressed where a browser can.

WhiteNoise takes compressed twins that lie beside the files; here they are made when the process
starts, and lie in the state's folder: the program's own files may be on a disk that is read only.
"""

import gzip
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

TEXTS = (".js", ".css", ".svg", ".json", ".html")
LEVEL = 6


class CompressedStatic(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Where files are read anew with each request (DEBUG), they go as they are."""

    def get_static_file(
        self, path: str, url: str, stat_cache: Mapping[str, os.stat_result] | None = None
    ) -> StaticFile:
        plain = super().get_static_file(path, url, stat_cache=stat_cache)
        if stat_cache is None or not path.endswith(TEXTS):
            return plain
        twin = compressed(Path(path), stat_cache[path])
        given = [header for header in plain.alternatives[-1][2] if header[0] != "Content-Length"]
        stats = {path: stat_cache[path], str(twin): twin.stat()}
        return StaticFile(path, given, encodings={"gzip": str(twin)}, stat_cache=stats)


def compressed(file: Path, stat: os.stat_result) -> Path:
    """The twin of that very version of the file; several processes may make it at once."""
    version = f"{file} {stat.st_mtime_ns} {stat.st_size}"
    folder = settings.STATE_DIR / "compressed"
    twin: Path = folder / f"{hashlib.sha256(version.encode()).hexdigest()[:32]}.gz"
    if not twin.exists():
        folder.mkdir(parents=True, exist_ok=True)
        making = twin.with_suffix(f".{os.getpid()}")
        making.write_bytes(gzip.compress(file.read_bytes(), LEVEL, mtime=0))
        making.replace(twin)
    return twin
