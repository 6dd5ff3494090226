"""Verifying a package: its container, the signature, the manifest, each file of it."""

import json
from pathlib import Path
from typing import Any

from command_center.extracts.verifying import segments
from command_center.extracts.verifying.contents import Contents, contents_of
from command_center.extracts.verifying.findings import Findings
from command_center.extracts.verifying.signature import (
    NotAKey,
    Unchecked,
    is_signed,
    key_sha256,
    public_of,
)

MANIFEST, SIGNATURE, PUBLIC_KEY = "manifest.json", "manifest.sig", "public-key.pem"
FORMAT = "vigie/extract/1"


def verify(package: Path, key: str | None = None, recordings: Path | None = None) -> Findings:
    """`key`: the SHA-256 of the key that is trusted. `recordings`: the folder of the original
    segments. Raises `NotAPackage`, `OSError`."""
    found = Findings()
    contents = contents_of(package)
    _check_signature(contents, key, found)
    is_signed_so = not found.wrong
    manifest = _manifest(contents, found)
    if manifest is not None:
        _check_files(manifest, contents, found)
    found.wrong += contents.faults
    if manifest is not None and is_signed_so and recordings is not None:
        segments.compare(manifest, contents, recordings, found)
    return found


def _check_signature(contents: Contents, key: str | None, found: Findings) -> None:
    parts = [contents.members.get(name) for name in (MANIFEST, SIGNATURE, PUBLIC_KEY)]
    for name in (MANIFEST, SIGNATURE, PUBLIC_KEY):
        if name not in contents.members:
            found.wrong.append(f"{name}: it is missing")
    manifest, signature, pem = (one.read() if one else b"" for one in parts)
    if not (manifest and signature and pem):
        return
    try:
        public = public_of(pem)
    except NotAKey as error:
        found.wrong.append(f"{PUBLIC_KEY}: {error}")
        return
    if key and key_sha256(public) != key:
        found.wrong.append(f"{PUBLIC_KEY}: it is another key than the one that you trust")
    try:
        if not is_signed(manifest, signature, public):
            found.wrong.append(f"{MANIFEST}: its signature ({SIGNATURE}) does not hold")
        else:
            found.told.append(f"Signed by key {key_sha256(public)}.")
    except Unchecked:
        found.is_unchecked = True


def _manifest(contents: Contents, found: Findings) -> dict[str, Any] | None:
    member = contents.members.get(MANIFEST)
    try:
        manifest = json.loads(member.read()) if member else None
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        if member:
            found.wrong.append(f"{MANIFEST}: it is no manifest of an extract")
        return None
    return manifest


def _check_files(manifest: dict[str, Any], contents: Contents, found: Findings) -> None:
    try:
        listed = {str(one["name"]): (one["size_bytes"], one["sha256"]) for one in manifest["files"]}
    except (KeyError, TypeError):
        found.wrong.append(f"{MANIFEST}: it names no files")
        return
    for name, (size, digest) in listed.items():
        member = contents.members.get(name)
        if member is None:
            found.wrong.append(f"{name}: it is missing")
        elif member.size != size:
            found.wrong.append(f"{name}: it has {member.size} bytes instead of {size}")
        elif member.sha256() != digest:
            found.wrong.append(f"{name}: it was changed: its SHA-256 is not that of the manifest")
    for name in contents.members:
        if name not in listed and name not in {MANIFEST, SIGNATURE}:
            found.wrong.append(f"{name}: the manifest does not name it")
    if not found.wrong:
        found.told.append(
            f"Extract {manifest['number']} for {manifest['recipient']}: {len(listed)} files."
        )
