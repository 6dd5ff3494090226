"""The cells of one line, understood: what it wants of which camera."""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from command_center.setup.lists.address import address, sub_address
from command_center.setup.lists.columns import NEEDED
from command_center.setup.lists.drawings import ground, masks, placement, zones
from command_center.setup.lists.lines import Fault, Line
from command_center.venues.models import QUEUES

YES = frozenset({"yes", "oui", "true", "vrai", "1"})
NO = frozenset({"no", "non", "false", "faux", "0"})
MOST_PER_S = 100.0
LONGEST_NAME = 120
LONGEST_CREDENTIAL = 100


class Row(NamedTuple):
    """`values` by column, only those that the line says: the others stay as they are."""

    line: int
    venue: str
    name: str
    values: Mapping[str, Any]
    faults: Sequence[Fault]


def read_row(line: Line) -> Row:
    values, faults = {}, list(line.faults)
    for column, cell in line.cells.items():
        if column not in READERS or (cell in (None, "") and column in LEFT_WHEN_EMPTY):
            continue
        try:
            values[column] = READERS[column](cell)
        except ValidationError as error:
            faults += [Fault(column, text) for text in error.messages]
    venue, name = (str(values.pop(column, "")) for column in NEEDED)
    return Row(line.number, venue, name, values, faults)


def _name(cell: Any) -> str:
    text = _text(cell)
    if not 0 < len(text) <= LONGEST_NAME:
        raise ValidationError(
            _("Write a name of 1 to %(most)s characters.") % {"most": LONGEST_NAME}
        )
    return text


def _text(cell: Any) -> str:
    text = "" if cell is None else cell
    if not isinstance(text, str) or any(unicodedata.category(one) == "Cc" for one in text):
        raise ValidationError(_("Write a text of one line."))
    return text.strip()


def _credential(cell: Any) -> str:
    """Of a password every character counts, blanks at its ends too."""
    _text(cell)
    if len(cell or "") > LONGEST_CREDENTIAL:
        most = {"most": LONGEST_CREDENTIAL}
        raise ValidationError(_("It is longer than %(most)s characters.") % most)
    return cell or ""


def _queue(cell: Any) -> str:
    queue = _text(cell).lower()
    if queue not in dict(QUEUES):
        raise ValidationError(_("Write cpu (any worker) or gpu (a worker with a GPU)."))
    return queue


def _rate(cell: Any) -> float:
    try:
        rate = float(str(cell).replace(",", "."))
    except ValueError:
        rate = math.nan
    if not 0 < rate <= MOST_PER_S:
        most = {"most": f"{MOST_PER_S:.0f}"}
        raise ValidationError(
            _("Write a number above 0, as 5 or 2.5, and %(most)s at most.") % most
        )
    return rate


def _watched(cell: Any) -> bool:
    said = str(cell).strip().lower()
    if said not in YES | NO:
        raise ValidationError(_("Write yes or no."))
    return said in YES


READERS: Mapping[str, Callable[[Any], Any]] = {
    "venue": _name,
    "name": _name,
    "address": lambda cell: address(_text(cell)),
    "sub_address": lambda cell: sub_address(_text(cell)),
    "user": lambda cell: _credential(cell).strip(),
    "password": _credential,
    "queue": _queue,
    "analysed_per_s": _rate,
    "watched": _watched,
    "zones": zones,
    "masks": masks,
    "ground": ground,
    "placement": placement,
}
LEFT_WHEN_EMPTY = frozenset({"password", "queue", "analysed_per_s", "watched"})
"""Other empty cells mean something: no sub-stream, no user name."""
