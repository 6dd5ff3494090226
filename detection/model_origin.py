"""What an export says of where it comes from. Nobody has checked it."""

from collections.abc import Mapping
from pathlib import Path

import yaml

TOLD = ("description", "author", "license", "version", "date")
LONGEST = 300


def origin(path: Path) -> Mapping[str, str]:
    """From the metadata of an OpenVINO folder; other forms are not opened for it."""
    try:
        content = yaml.safe_load((path / "metadata.yaml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    if not isinstance(content, Mapping):
        return {}
    return {name: str(content[name])[:LONGEST] for name in TOLD if content.get(name)}
