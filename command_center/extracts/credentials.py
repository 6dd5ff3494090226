"""Content credentials (C2PA) in a film: who made it, how, and that nobody changed it since."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import c2pa  # type: ignore[import-untyped]

from command_center.extracts.certificates import chain_pem
from command_center.extracts.signing_key import ExtractKey

MEDIA_TYPE = "video/mp4"
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": False}}
"""Nothing is asked of any other machine: neither a time stamp nor a revocation."""


def embed(film: Path, facts: dict[str, Any], actions: list[str], key: ExtractKey) -> None:
    """Into the film itself, as a box behind the first; coded pictures stay as they are.

    `actions`: what was done besides cutting, by its name in the C2PA specification.
    """
    context = c2pa.Context(c2pa.Settings.from_dict(OFFLINE))
    chain = chain_pem(key).decode()
    signer = c2pa.Signer.from_callback(key.secret.sign, c2pa.C2paSigningAlg.ED25519, chain)
    builder = c2pa.Builder.from_json(_content(film.name, facts, actions), context=context)
    beside = film.with_suffix(".signed")
    with signer, builder, film.open("rb") as plain, beside.open("w+b") as signed:
        try:
            builder.sign(signer, MEDIA_TYPE, plain, signed)
        except c2pa.C2paError as error:
            raise ValueError(f"{film.name}: no content credentials: {error}") from error
    beside.replace(film)


def _content(title: str, facts: dict[str, Any], actions: list[str]) -> str:
    done = [{"action": "c2pa.created", "digitalSourceType": CAPTURE, "when": _when(facts)}]
    done += [{"action": name} for name in ["c2pa.trimmed", *actions]]
    return json.dumps(
        {
            "claim_generator_info": [{"name": "Vigie", "version": facts["vigie"]}],
            "title": title,
            "format": MEDIA_TYPE,
            "assertions": [
                {"label": "c2pa.actions.v2", "data": {"actions": done}},
                {"label": "org.vigie.extract", "data": facts},
            ],
        }
    )


def _when(facts: dict[str, Any]) -> str:
    """Of the first picture, without fractions: the format knows none."""
    at = datetime.fromisoformat(facts["first_picture_at"])
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
