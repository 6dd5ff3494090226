"""scripts/verify-journal FILE: what it is asked, what it answers, and its exit codes."""

import argparse
import sys
import time
from pathlib import Path

from command_center.journal.signed_note import BrokenNote, SignedNote, read_note
from command_center.journal.verifying.findings import Findings
from command_center.journal.verifying.proof import NotAProof, verify

WELL, WRONG, UNREADABLE, UNCHECKED = range(4)
MEANINGS = """
exit codes:
  0  all of it is as it was recorded and signed
  1  something was changed, removed, inserted or moved, or is not proven; the first is named first
  2  the file cannot be read, or is no proof of a journal
  3  nothing is wrong, but the signatures were not checked: the package cryptography is missing
"""


def main() -> int:
    given = _arguments()
    began_s = time.monotonic()
    try:
        kept = [_note(file) for file in given.checkpoint]
        with given.file.open("rb", buffering=1 << 20) as lines:
            findings = verify(lines, expected=given.key, kept=kept)
    except (OSError, NotAProof, BrokenNote) as error:
        print(f"{given.file}: {error}", file=sys.stderr)
        return UNREADABLE
    _say(findings, given.key)
    print(f"Verified in {time.monotonic() - began_s:.1f} s.")
    if findings.count:
        return WRONG
    is_unchecked = findings.signatures_unchecked and not given.without_signatures
    return UNCHECKED if is_unchecked else WELL


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Verify an exported journal: offline, without a database or a secret.",
        epilog=MEANINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", help="fingerprint of the key that you trust")
    parser.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        help="a signed head that you kept: the log must continue it (may be given again)",
    )
    parser.add_argument(
        "--without-signatures", action="store_true", help="0 instead of 3 where all else is well"
    )
    return parser.parse_args()


def _note(file: Path) -> SignedNote:
    try:
        return read_note(file.read_text())
    except (BrokenNote, UnicodeDecodeError) as error:
        raise BrokenNote(f"{file}: {error}") from None


def _say(findings: Findings, key: str | None) -> None:
    for number, what in enumerate(findings.wrong):
        print(f"{'FIRST: ' if number == 0 else '       '}{what}")
    if findings.count > len(findings.wrong):
        print(f"       … and {findings.count - len(findings.wrong)} more.")
    for what in findings.told:
        print(what)
    if findings.signatures_unchecked:
        print("The signatures were NOT checked: install the package cryptography.")
    elif not key:
        print("Compare the key with the one that you were told, or give it by --key.")
    print("NOT as it was recorded." if findings.count else "All is as it was recorded.")
