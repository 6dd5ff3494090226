"""Whether an extract's films are in the recordings that they were cut from."""

import hashlib
from pathlib import Path
from typing import Any

from command_center.extracts.verifying.contents import Contents
from command_center.extracts.verifying.findings import Findings
from command_center.extracts.verifying.samples import digests


def compare(manifest: dict[str, Any], contents: Contents, folder: Path, found: Findings) -> None:
    """`folder`: where the recordings lie, by the paths in the manifest or all in one place."""
    for one in manifest["sources"]:
        _check_source(one, _place(folder, one["path"]), found)
    for film in manifest["films"]:
        if film["is_as_recorded"]:
            _check_film(film, contents, folder, found)
        else:
            found.told.append(
                f"{film['file']}: encoded again (blurred or marked), so its coded pictures are "
                "not compared; its sources are."
            )


def _place(folder: Path, path: str) -> Path:
    return folder / path if (folder / path).exists() else folder / Path(path).name


def _check_source(one: dict[str, Any], place: Path, found: Findings) -> None:
    try:
        content = place.read_bytes()
    except OSError as error:
        found.wrong.append(f"{one['path']}: the recording cannot be read: {error.strerror}")
        return
    if hashlib.sha256(content).hexdigest() != one["sha256"]:
        found.wrong.append(f"{one['path']}: the recording is not what it was when it was recorded")


def _check_film(film: dict[str, Any], contents: Contents, folder: Path, found: Findings) -> None:
    """Each coded picture, in the order of the recordings, none left out between two."""
    recorded: list[bytes] = []
    for path in film["sources"]:
        place = _place(folder, path)
        recorded += digests(place.read_bytes()) if place.exists() else []
    member = contents.members.get(film["file"])
    own = digests(member.read()) if member else []
    number = _first_strange(own, recorded)
    if number is not None:
        found.wrong.append(f"{film['file']}: picture {number + 1} is not in the recordings")
    elif len(own) != film["pictures"]:
        found.wrong.append(
            f"{film['file']}: it holds {len(own)} pictures, and not {film['pictures']}"
        )
    else:
        found.told.append(
            f"{film['file']}: all {len(own)} coded pictures are those of the recordings."
        )


def _first_strange(own: list[bytes], recorded: list[bytes]) -> int | None:
    """Of the pictures that do not stand one after another in what was recorded."""
    try:
        start = recorded.index(own[0]) if own else 0
    except ValueError:
        return 0
    follows = recorded[start : start + len(own)]
    if follows == own:
        return None
    return next(
        (n for n, (a, b) in enumerate(zip(own, follows, strict=False)) if a != b), len(follows)
    )
