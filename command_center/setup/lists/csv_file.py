"""A CSV file → lines. Semicolons, commas and tabs are told apart by the first line."""

import csv
import io
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from command_center.setup.lists.columns import IN_CSV, PASSWORD, column_faults
from command_center.setup.lists.csv_cells import unguarded
from command_center.setup.lists.lines import Fault, FileRefused, Line

DELIMITERS = ";,\t"


def csv_lines(text: str) -> list[Line]:
    """Raises `FileRefused`."""
    rows = _rows(text)
    number, header = next(rows, (1, []))
    if not header:
        return []
    columns = [_column(cell) for cell in header]
    faults = column_faults(columns, IN_CSV)
    if faults:
        raise FileRefused(
            _("Line %(line)s is not that of the columns.") % {"line": number}, *faults
        )
    return [_line(number, cells, columns) for number, cells in rows]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Those that hold something, each with the line that it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        told = _("Line %(line)s: a quotation mark is never closed, or stands within a cell.")
        raise FileRefused(told % {"line": number}) from error


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _column(cell: str) -> str:
    return unguarded(cell.strip()).lower().replace(" ", "_").replace("-", "_")


def _line(number: int, cells: Sequence[str], columns: Sequence[str]) -> Line:
    """A cell too much or too little may have moved all the others."""
    read = {column: _cell(column, cell) for column, cell in zip(columns, cells, strict=False)}
    if len(cells) == len(columns):
        return Line(number, read)
    told = _(
        "There are %(cells)s cells here, and %(columns)s columns: put a text that holds a "
        "separator in quotation marks."
    )
    return Line(number, read, [Fault("", told % {"cells": len(cells), "columns": len(columns)})])


def _cell(column: str, cell: str) -> str:
    """Of a password every character counts, and no export has guarded it."""
    return cell if column == PASSWORD else unguarded(cell.strip())
