"""Which software made an extract, and which models looked at the pictures before."""

import platform
import tomllib
from functools import cache
from pathlib import Path

import av
from django.conf import settings

from command_center.register.models import ModelLoad


@cache
def vigie_version() -> str:
    project = Path(settings.BASE_DIR) / "pyproject.toml"
    return str(tomllib.loads(project.read_text())["project"]["version"])


def tools() -> dict[str, str]:
    libraries = {
        name: ".".join(map(str, version)) for name, version in sorted(av.library_versions.items())
    }
    return {"vigie": vigie_version(), "python": platform.python_version()} | {
        "pyav": av.__version__,
        **libraries,
    }


def models() -> list[dict[str, str]]:
    """The latest load of each file on any machine."""
    accepted = ModelLoad.objects.filter(is_accepted=True).order_by("purpose", "file", "-at")
    latest = accepted.distinct("purpose", "file").values_list("purpose", "file", "sha256")
    return [
        {"purpose": purpose, "file": file, "sha256": sha256} for purpose, file, sha256 in latest
    ]
