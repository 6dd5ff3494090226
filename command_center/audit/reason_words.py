"""Searching reasons by words, the last of which may be begun only.

Known reasons are found by their words in the reader's language too."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from command_center.people.reason import Reason

Query = SearchQuery | CombinedSearchQuery
WORD = re.compile(r"[^\W_]+")
PLAIN = re.compile(r"[\w\s]*")
"""Else PostgreSQL may have kept it in one piece: an address, a number with a point."""


def query_of(text: str) -> Query | None:
    """None where the text holds no word."""
    words = WORD.findall(text.lower())
    if not words:
        return None
    # Each beginning of a word is gathered whole, also where the other words leave little of it.
    begun = " & ".join(f"'{word}'" for word in words) + ":*"
    asked: list[Query] = [SearchQuery(begun, config="simple", search_type="raw")]
    if not PLAIN.fullmatch(text):
        asked.append(SearchQuery(text, config="simple"))
    known = (SearchQuery(one, config="simple", search_type="phrase") for one in _known(words))
    return reduce(or_, [*asked, *known])


def _known(words: Sequence[str]) -> list[str]:
    """Reasons that are offered are kept in English, and read in the reader's language."""
    reasons = ((one.text, WORD.findall(str(one).lower())) for one in Reason.objects.all())
    return [
        text
        for text, said in reasons
        if all(word in said for word in words[:-1])
        and any(one.startswith(words[-1]) for one in said)
    ]
