"""scripts/verify-export PACKAGE: what it is asked, what it answers, and its exit codes."""

import argparse
import sys
import time
from pathlib import Path

from command_center.extracts.verifying.contents import NotAPackage
from command_center.extracts.verifying.findings import Findings
from command_center.extracts.verifying.package import verify
from command_center.extracts.verifying.signature import NotAKey, key_sha256_of

WELL, WRONG, UNREADABLE, UNCHECKED = range(4)
MEANINGS = """
exit codes:
  0  all of it is as it was signed
  1  something was changed, added or is missing; the first is named first
  2  the package or the key cannot be read
  3  nothing is wrong, but the signature was not checked: the package cryptography is missing
"""


def main() -> int:
    given = _arguments()
    began_s = time.monotonic()
    try:
        key = key_sha256_of(given.key) if given.key else None
        found = verify(given.package, key, given.segments)
    except NotAKey as error:
        print(f"{given.key}: {error}", file=sys.stderr)
        return UNREADABLE
    except (OSError, NotAPackage) as error:
        print(f"{given.package}: {error}", file=sys.stderr)
        return UNREADABLE
    _say(found, has_key=bool(key))
    print(f"Verified in {time.monotonic() - began_s:.1f} s.")
    if found.wrong:
        return WRONG
    return UNCHECKED if found.is_unchecked else WELL


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Verify an extract: offline, with the public key alone.",
        epilog=MEANINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("package", type=Path, help="the folder, or the ZIP as it was handed over")
    parser.add_argument("--key", help="the public key that you trust: its file, or its SHA-256")
    parser.add_argument(
        "--segments", type=Path, help="the folder of the original recordings, to compare with"
    )
    return parser.parse_args()


def _say(found: Findings, *, has_key: bool) -> None:
    for number, what in enumerate(found.wrong):
        print(f"{'FIRST: ' if number == 0 else '       '}{what}")
    for what in found.told:
        print(what)
    if found.is_unchecked:
        print("The signature was NOT checked: install the package cryptography.")
    elif not has_key:
        print("Compare the key with the one that you were told, or give it by --key.")
    print("NOT as it was signed." if found.wrong else "All is as it was signed.")
