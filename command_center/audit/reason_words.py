"""Searching reasons by words: their beginnings are enough, and known reasons in one's language."""

import re
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from command_center.people.reason import Reason

Query = SearchQuery | CombinedSearchQuery
WORD = re.compile(r"[^\W_]+")


def query_of(text: str) -> Query | None:
    """None where the text holds no word."""
    words = WORD.findall(text.lower())
    if not words:
        return None
    beginnings = " & ".join(f"'{word}':*" for word in words)
    asked: list[Query] = [
        SearchQuery(beginnings, config="simple", search_type="raw"),
        SearchQuery(text, config="simple"),
        *(SearchQuery(one, config="simple", search_type="phrase") for one in _known(words)),
    ]
    return reduce(or_, asked)


def _known(words: Sequence[str]) -> list[str]:
    """Reasons that are offered are kept in English, and read in the reader's language."""
    reasons = ((one.text, WORD.findall(str(one).lower())) for one in Reason.objects.all())
    return [
        text
        for text, said in reasons
        if all(any(one.startswith(word) for one in said) for word in words)
    ]
