"""The files of a package beside its films, and the package itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from command_center.documents import canonical_json
from command_center.extracts import instructions, receipt
from command_center.extracts.appearance import Appearance
from command_center.extracts.certificates import root_pem
from command_center.extracts.credentials import embed
from command_center.extracts.film import Film, in_utc
from command_center.extracts.manifest import FileRow, manifest_of
from command_center.extracts.models import Extract
from command_center.extracts.packing import pack
from command_center.extracts.signing_key import ExtractKey
from command_center.extracts.software import vigie_version
from command_center.extracts.verifying.package import MANIFEST, PUBLIC_KEY, SIGNATURE
from detection.digest import digest

SUMS, ROOT, PACKAGE = "SHA256SUMS", "c2pa-root.pem", "package.zip"


def write_package(
    extract: Extract, folder: Path, films: Sequence[Film], key: ExtractKey, entry: int
) -> tuple[Path, dict[str, Any]]:
    """And its manifest. What it is made of stays in the folder."""
    for film in films:
        _embed_credentials(extract, folder / film.name, film, key)
    rows = [_row(folder, name) for film in films for name in _names(film)]
    (folder / SUMS).write_text("".join(f"{one.sha256}  {one.name}\n" for one in rows))
    (folder / PUBLIC_KEY).write_bytes(key.public_pem)
    (folder / ROOT).write_bytes(root_pem())
    text = instructions.instructions(extract.number, key.sha256)
    (folder / instructions.NAME).write_bytes(text)
    (folder / receipt.NAME).write_bytes(receipt.receipt(extract, rows, key.sha256))
    others = [SUMS, PUBLIC_KEY, ROOT, instructions.NAME, receipt.NAME]
    rows += [_row(folder, name) for name in others]
    manifest = manifest_of(extract, films, rows, key, entry)
    signed = canonical_json(manifest)
    (folder / MANIFEST).write_bytes(signed)
    (folder / SIGNATURE).write_bytes(key.secret.sign(signed))
    pack(folder, [MANIFEST, SIGNATURE, *(one.name for one in rows)], folder / PACKAGE)
    return folder / PACKAGE, manifest


def _names(film: Film) -> list[str]:
    return [film.name, film.times, *([film.boxes] if film.boxes else [])]


def _row(folder: Path, name: str) -> FileRow:
    place = folder / name
    return FileRow(name, digest(place), place.stat().st_size)


def _embed_credentials(extract: Extract, place: Path, film: Film, key: ExtractKey) -> None:
    """What the manifest says of the film too; its own digest cannot be in it."""
    is_blurred = extract.appearance == Appearance.BLURRED
    actions = ["c2pa.filtered"] if is_blurred else []
    actions += ["c2pa.edited"] if extract.is_watermarked else []
    facts = {
        "number": extract.number,
        "vigie": vigie_version(),
        "key_sha256": key.sha256,
        "first_picture_at": in_utc(film.first_at),
        "pictures": film.pictures,
        "samples_sha256": film.samples_sha256,
        "is_as_recorded": extract.is_as_recorded,
    }
    embed(place, facts, actions, key)
