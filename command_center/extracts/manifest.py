"""The manifest of a package: what it holds, of what, for whom, by whom; what is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from command_center.extracts import software
from command_center.extracts.film import Film, in_utc
from command_center.extracts.models import Extract
from command_center.extracts.signing_key import ExtractKey
from command_center.extracts.sources import missing, source_rows
from command_center.extracts.step import StepKind
from command_center.extracts.verifying.package import FORMAT
from command_center.journal.models import Checkpoint
from command_center.venues.models import Camera


@dataclass(frozen=True, slots=True)
class FileRow:
    name: str
    sha256: str
    size_bytes: int


def manifest_of(
    extract: Extract,
    films: Sequence[Film],
    files: Sequence[FileRow],
    key: ExtractKey,
    entry: int,
) -> dict[str, Any]:
    """`entry`: of the journal, which tells that the making began. Raises `Changed`."""
    sources = source_rows({path for film in films for path in film.sources})
    checkpoint = Checkpoint.objects.first()
    return {
        "format": FORMAT,
        **_asked(extract),
        "cameras": cameras_of(extract),
        "films": [film_row(extract, film) for film in films],
        "files": [
            {"name": one.name, "sha256": one.sha256, "size_bytes": one.size_bytes} for one in files
        ],
        "sources": sources,
        "gaps": [
            {"camera": camera, "from": in_utc(one.since), "until": in_utc(one.until)}
            | {"cause": one.cause or "unknown"}
            for camera in extract.cameras
            for one in missing(camera, extract.covers_from, extract.covers_until)
        ],
        "software": software.tools(),
        "models": software.models(),
        "journal": {"entry": entry, "checkpoint": checkpoint.note if checkpoint else ""},
        "key_sha256": key.sha256,
    }


def cameras_of(extract: Extract) -> list[dict[str, Any]]:
    names = dict(Camera.objects.filter(pk__in=extract.cameras).values_list("pk", "name"))
    return [{"number": one, "name": names.get(one, "")} for one in extract.cameras]


def film_row(extract: Extract, film: Film) -> dict[str, Any]:
    """A film begins with a keyframe, so with pictures from before the stretch: `before` of them."""
    return {
        "file": film.name,
        "camera": film.camera_id,
        "codec": film.codec,
        "first_picture_at": in_utc(film.first_at),
        "ends_at": in_utc(film.ends_at),
        "pictures": film.pictures,
        "pictures_before_the_stretch": film.before,
        "begins_with_a_keyframe": True,
        "is_as_recorded": extract.is_as_recorded,
        "samples_sha256": film.samples_sha256,
        "times": film.times,
        "boxes": film.boxes,
        "sources": film.sources,
    }


def _asked(extract: Extract) -> dict[str, Any]:
    released = extract.steps.filter(kind=StepKind.RELEASED).select_related("by").get()
    return {
        "number": extract.number,
        "procedure": extract.procedure,
        "authority": extract.authority,
        "requester": extract.requester,
        "reference": extract.reference,
        "recipient": extract.recipient,
        "venue": extract.venue.name,
        "time_zone": extract.venue.time_zone,
        "stretch": {"from": in_utc(extract.covers_from), "until": in_utc(extract.covers_until)},
        "why_no_shorter": extract.why_no_shorter,
        "appearance": extract.appearance,
        "is_watermarked": extract.is_watermarked,
        "asked": {"by": extract.asked_by.get_username(), "at": in_utc(extract.asked_at)},
        "released": {
            "by": released.by.get_username() if released.by else "",
            "at": in_utc(released.at),
        },
    }
