"""Known holes in the packages that are installed here: part of `scripts/check`.

Asks PyPI, which needs the network. Where it does not answer, or says of a package that it knows
none, that was not audited: it is said loudly, and with --require it is a failure.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import distributions
from typing import Any

WITHIN_S = 300
ANSWERS_WITHIN_S = 10
CANARY = "pycrypto"
CANARY_VERSION = "2.6.1"
"""Has a known hole since 2017. A mirror that says nothing of it knows of no holes at all."""

NOT_AUDITED = """
********************************************************************************
  NOT AUDITED for known holes: {what}
  Run `scripts/check --require` where pypi.org can be reached.
********************************************************************************
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/check")
    parser.add_argument("--require", action="store_true", help="fail where something is unaudited")
    is_required = parser.parse_args().require
    said = _asked()
    not_audited = unaudited(said)
    found = holes(said)
    if not_audited:
        print(NOT_AUDITED.format(what=not_audited), file=sys.stderr)
    print("\n".join(found) or "No known hole in what was audited.")
    sys.exit(1 if found or (not_audited and is_required) else 0)


def installed() -> list[str]:
    """With their dependencies. Of `2.13.0+cpu` PyPI knows 2.13.0."""
    names = {one.metadata["Name"]: one.version.partition("+")[0] for one in distributions()}
    return sorted(f"{name}=={version}" for name, version in names.items())


def holes(said: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        f"{one['name']} {one['version']}: {hole['id']}, mended in "
        f"{', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in said
        for hole in one.get("vulns", [])
        if one["name"] != CANARY
    ]


def unaudited(said: Sequence[Mapping[str, Any]]) -> str:
    """What of the packages nobody said anything of; empty where all were looked at."""
    canary = [one for one in said if one["name"] == CANARY and one.get("vulns")]
    if not canary:
        return "all packages, since whoever was asked knows of no holes."
    left = sorted(one["name"] for one in said if "skip_reason" in one)
    return ", ".join(left)


def _asked() -> Sequence[Mapping[str, Any]]:
    """What pip-audit says of each package; nothing where it cannot ask."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join([*installed(), f"{CANARY}=={CANARY_VERSION}"]))
        file.flush()
        command = [sys.executable, "-m", "pip_audit", "--requirement", file.name, "--no-deps"]
        command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
        command += ["--timeout", str(ANSWERS_WITHIN_S)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S)
            said: list[Mapping[str, Any]] = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError):
            return []
    return said


if __name__ == "__main__":
    main()
