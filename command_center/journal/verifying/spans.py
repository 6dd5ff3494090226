"""Sets of leaves as stretches of indexes, both ends included: millions of leaves, few stretches."""

from collections.abc import Iterable

Span = tuple[int, int]
MOST_LOOSE = 50_000


class Spans:
    """Grows; merged now and then, so that it stays small."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._merge_at = MOST_LOOSE

    def add(self, first: int, last: int) -> None:
        if self._spans and self._spans[-1][1] + 1 == first:
            self._spans[-1] = (self._spans[-1][0], last)
        else:
            self._spans.append((first, last))
        if len(self._spans) > self._merge_at:
            self._spans = self.merged()
            self._merge_at = 2 * len(self._spans) + MOST_LOOSE

    def merged(self) -> list[Span]:
        found: list[Span] = []
        for first, last in sorted(self._spans):
            if found and first <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(found[-1][1], last))
            else:
                found.append((first, last))
        return found

    def count(self) -> int:
        return sum(last - first + 1 for first, last in self.merged())


def without(spans: Iterable[Span], covered: list[Span]) -> list[Span]:
    """What of the spans is not covered; both merged."""
    left: list[Span] = []
    at = 0
    for first, last in spans:
        while at < len(covered) and covered[at][1] < first:
            at += 1
        reached, looked = first, at
        while looked < len(covered) and covered[looked][0] <= last:
            if reached < covered[looked][0]:
                left.append((reached, covered[looked][0] - 1))
            reached = max(reached, covered[looked][1] + 1)
            looked += 1
        if reached <= last:
            left.append((reached, last))
    return left
