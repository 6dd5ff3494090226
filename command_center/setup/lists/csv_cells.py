"""Cells of a CSV file as a spreadsheet reads them, in the reader's language."""

from django.utils.formats import get_format

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run such a cell as a formula (OWASP, CSV injection)."""

GUARD = "'"


def guarded(cell: str) -> str:
    return GUARD + cell if cell.startswith((*DANGEROUS, GUARD)) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given; a cell that a person wrote is left as it is."""
    is_guarded = cell.startswith(GUARD) and cell[1:].startswith((*DANGEROUS, GUARD))
    return cell[1:] if is_guarded else cell


def delimiter() -> str:
    """Where numbers have a comma, spreadsheets part cells by a semicolon."""
    return ";" if get_format("DECIMAL_SEPARATOR") == "," else ","


def number(value: float) -> str:
    """2,5 in French: a French spreadsheet takes 2.5 for a day of May."""
    text = str(value).removesuffix(".0")
    return text.replace(".", str(get_format("DECIMAL_SEPARATOR")))
