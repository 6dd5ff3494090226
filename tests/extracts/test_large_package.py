"""A package beyond 4 GiB is a ZIP that others read, too: its fields for large files are right."""

import zipfile
from pathlib import Path

from command_center.extracts.verifying.container import (
    LOCAL_SIZE,
    Packed,
    end_of,
    local_head,
)


def test_fields_for_large_files_are_read_by_others(tmp_path: Path) -> None:
    """Of a sparse file: only its heads and its end are there."""
    large = Packed("large.mp4", 5 << 30, 0, 0)
    after = Packed("after.csv", 5, 0x3610A686, large.ends)
    assert len(local_head(large)) == LOCAL_SIZE + len(large.name) + 20
    place = tmp_path / "large.zip"
    with place.open("wb") as written:
        written.write(local_head(large))
        written.seek(after.offset)
        written.write(local_head(after) + b"hello" + end_of([large, after]))
    with zipfile.ZipFile(place) as archive:
        assert [one.file_size for one in archive.infolist()] == [5 << 30, 5]
        assert archive.getinfo(after.name).header_offset == large.ends
        assert archive.read(after.name) == b"hello"
