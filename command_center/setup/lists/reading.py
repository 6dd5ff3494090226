"""A file that somebody chose → lines."""

import codecs
from collections.abc import Sequence

from django.utils.translation import gettext as _

from command_center.setup.lists.csv_file import csv_lines
from command_center.setup.lists.json_file import json_lines
from command_center.setup.lists.lines import FileRefused, Line, counted

WORKBOOK = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_file(content: bytes) -> Sequence[Line]:
    """CSV or JSON, whatever it is called. Raises `FileRefused`."""
    text = _decoded(content)
    is_json = text.lstrip().startswith(("{", "["))
    return counted(json_lines(text) if is_json else csv_lines(text))


def _decoded(content: bytes) -> str:
    if content.startswith((WORKBOOK, OLD_WORKBOOK)):
        raise FileRefused(_("This is a workbook: save it in your spreadsheet as “CSV UTF-8”."))
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # cp1252 last: what Excel on Windows means by “CSV”.
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused(_("This is no text: choose a CSV or a JSON file."))
