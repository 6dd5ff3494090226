"""A list of cameras, cut into lines that are not understood yet."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 500
"""The preview of more takes longer than a person waits for a page."""


class FileRefused(Exception):
    """The list as a whole; each text says what is wrong and what to do."""

    def __init__(self, *texts: str) -> None:
        super().__init__(" ".join(texts))
        self.texts = texts


class Fault(NamedTuple):
    """What is wrong in a line, and what to do; no cell is repeated: it may be a password."""

    column: str
    text: str


class Line(NamedTuple):
    """One camera; `number` is where it begins in the file, counted from 1."""

    number: int
    cells: Mapping[str, Any]
    faults: Sequence[Fault] = ()


def counted(lines: Sequence[Line]) -> Sequence[Line]:
    """As they are. Raises `FileRefused` where there are none or too many."""
    if not lines:
        raise FileRefused(_("No camera is in this file: below the columns, write one a line."))
    if len(lines) > MOST_LINES:
        most = {"count": len(lines), "most": MOST_LINES}
        raise FileRefused(
            _("%(count)s cameras are in this file, %(most)s at most: split it.") % most
        )
    return lines
