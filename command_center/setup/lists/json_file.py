"""A JSON file → lines, each with the line of the file in which its camera begins."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from command_center.setup.lists.columns import IN_JSON, column_faults
from command_center.setup.lists.lines import Fault, FileRefused, Line

LIST = "cameras"
GAP = re.compile(r"[\s,:]*")
"""Between two parts of a text that is JSON."""

DECODER = json.JSONDecoder()


def json_lines(text: str) -> list[Line]:
    """Raises `FileRefused`."""
    found = _parsed(text)
    cameras = found.get(LIST) if isinstance(found, dict) else found
    if not isinstance(cameras, list):
        raise FileRefused(_('There is no list of cameras: write {"cameras": […]}.'))
    start = text.index("[") if isinstance(found, list) else _start_of_list(text)
    numbers = _numbers(text, start, len(cameras))
    return [_line(number, one) for number, one in zip(numbers, cameras, strict=True)]


def _parsed(text: str) -> Any:
    try:
        found = json.loads(text, parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except json.JSONDecodeError as error:
        told = _("Line %(line)s, character %(character)s: here it is no JSON any more.")
        told %= {"line": error.lineno, "character": error.colno}
        raise FileRefused(
            told, _("Look at the comma, bracket or quotation mark before.")
        ) from error
    except (ValueError, RecursionError) as error:  # NaN, half a character, ten thousand brackets
        told = _("It holds a number or a character that JSON does not know.")
        raise FileRefused(told) from error
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _start_of_list(text: str) -> int:
    """The last of that name counts, as it does for the parser."""
    place, found = text.index("{") + 1, 0
    while text[(place := _after_gap(text, place))] != "}":
        name, place = DECODER.raw_decode(text, place)
        place = _after_gap(text, place)
        found = place if name == LIST else found
        _value, place = DECODER.raw_decode(text, place)
    return found


def _numbers(text: str, start: int, count: int) -> Iterator[int]:
    place = start + 1
    for _item in range(count):
        place = _after_gap(text, place)
        yield text.count("\n", 0, place) + 1
        _value, place = DECODER.raw_decode(text, place)


def _after_gap(text: str, place: int) -> int:
    found = GAP.match(text, place)
    assert found is not None
    return found.end()


def _line(number: int, given: Any) -> Line:
    if not isinstance(given, dict):
        return Line(number, {}, [Fault("", _("A camera is written as {…}."))])
    faults = [Fault("", text) for text in column_faults(list(given), IN_JSON)]
    if "\\u0000" in json.dumps(given):
        faults.append(Fault("", _("It holds a character that stands in no text.")))
    return Line(number, given, faults)
