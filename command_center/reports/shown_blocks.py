"""The blocks of a document as a page shows them: the same words as on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from command_center.documents import Document, Facts, Table


@dataclass(frozen=True, slots=True)
class Cell:
    text: object
    is_number: bool


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """`facts` are pairs; `columns` and `rows` those of a table. One of the two is empty."""

    title: str
    facts: list[tuple[str, object]]
    columns: list[Cell]
    rows: list[list[Cell]]


def shown_blocks(document: Document) -> list[ShownBlock]:
    return [_shown(block) for block in document.blocks if not isinstance(block, str)]


def _shown(block: Table | Facts) -> ShownBlock:
    if isinstance(block, Facts):
        return ShownBlock(block.title, list(block.facts.items()), [], [])
    return ShownBlock(block.title, [], *shown_table(block))


def shown_table(table: Table) -> tuple[list[Cell], list[list[Cell]]]:
    """Columns and rows; a column of numbers has a head of one."""
    rows = [[_cell(value) for value in row] for row in table.rows]
    columns = [
        Cell(head, _is_of_numbers(row[place] for row in rows))
        for place, head in enumerate(table.columns)
    ]
    return columns, rows


def _cell(value: Any) -> Cell:
    return Cell("" if value is None else value, isinstance(value, int | float))


def _is_of_numbers(cells: Iterable[Cell]) -> bool:
    told = [cell for cell in cells if cell.text != ""]
    return bool(told) and all(cell.is_number for cell in told)
