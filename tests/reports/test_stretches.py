from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from command_center.reports.stretches import Stretch, common, joined, length_s, without

SOME = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda one: Stretch(*one)))


def seconds(given: Iterable[Stretch]) -> set[int]:
    return {second for one in given for second in range(one.since_s, one.until_s)}


@given(SOME, SOME)
def test_they_reckon_as_sets_of_seconds_do(some: list[Stretch], others: list[Stretch]) -> None:
    one, other = joined(some), joined(others)
    assert seconds(one) == seconds(some)
    assert seconds(common(one, other)) == seconds(some) & seconds(others)
    assert seconds(without(one, other)) == seconds(some) - seconds(others)


@given(SOME, SOME)
def test_parts_add_up_to_the_whole(some: list[Stretch], others: list[Stretch]) -> None:
    one, other = joined(some), joined(others)
    assert length_s(common(one, other)) + length_s(without(one, other)) == length_s(one)
