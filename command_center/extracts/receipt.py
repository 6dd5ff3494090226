"""The receipt: signed by whoever takes the extract, and kept by the service."""

from collections.abc import Sequence

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from command_center.documents import Document, Facts, Table, pdf
from command_center.extracts.manifest import FileRow, cameras_of
from command_center.extracts.models import Extract

NAME = "receipt.pdf"
LANGUAGE = "fr"
"""Of the authorities; the site's agents read it too."""

FILM = ".mp4"
ROOM_TO_SIGN = [["\u00a0"] * 3] * 5


def receipt(
    extract: Extract, files: Sequence[FileRow], key_sha256: str, manifest_sha256: str = ""
) -> bytes:
    """`manifest_sha256`: known only outside of the package, which holds a receipt itself."""
    with override(LANGUAGE):
        films = [one for one in files if one.name.endswith(FILM)]
        blocks: list[str | Table | Facts] = [
            _facts(extract),
            Table(
                [_("Film"), _("Bytes"), _("SHA-256")],
                [[one.name, one.size_bytes, one.sha256] for one in films],
                _("Films"),
                [0.3, 0.12, 0.58],
            ),
            Facts(_digests(key_sha256, manifest_sha256), _("What proves it")),
            _("I have received this extract and am told that it serves this procedure alone."),
            Table([_("Name and function"), _("Date"), _("Signature")], ROOM_TO_SIGN),
        ]
        title = _("Receipt of extract %(number)s") % {"number": extract.number}
        return pdf(Document(title, extract.venue.name, blocks, extract.number, LANGUAGE))


def _facts(extract: Extract) -> Facts:
    with timezone.override(extract.venue.time_zone):
        since, until = (
            formats.date_format(timezone.localtime(at), "d/m/Y H:i:s")
            for at in (extract.covers_from, extract.covers_until)
        )
    return Facts(
        {
            _("Procedure"): extract.get_procedure_display(),
            _("Authority"): extract.authority,
            _("Requested by"): extract.requester,
            _("Reference"): extract.reference,
            _("Recipient"): extract.recipient,
            _("Cameras"): ", ".join(one["name"] for one in cameras_of(extract)),
            _("Stretch"): f"{since} – {until} ({extract.venue.time_zone})",
            _("Appearance"): extract.get_appearance_display(),
        }
    )


def _digests(key_sha256: str, manifest_sha256: str) -> dict[str, str]:
    known = {_("Fingerprint of the key"): key_sha256}
    return known | ({_("SHA-256 of the manifest"): manifest_sha256} if manifest_sha256 else {})
