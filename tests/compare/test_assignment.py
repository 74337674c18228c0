from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from policy_parse.comparison.assignment import best_assignment, best_pairs

gains = st.dictionaries(st.integers(0, 5), st.dictionaries(st.integers(0, 5), st.integers(1, 9)), max_size=6)


def best_by_trying_all(rows):
    places = range(6)
    return max(
        sum(rows.get(left, {}).get(right, 0) for left, right in enumerate(order)) for order in permutations(places)
    )


@given(gains)
def test_no_other_assignment_is_worth_more(rows):
    found = best_assignment(rows)
    assert len(set(found.values())) == len(found)
    assert sum(rows[left][right] for left, right in found.items()) == best_by_trying_all(rows)


@given(gains)
def test_it_does_not_matter_which_side_is_called_the_left_one(rows):
    pairs = {(left, right): gain for left, row in rows.items() for right, gain in row.items()}
    old, new = [f"old {i}" for i in range(6)], [f"new {i}" for i in range(6)]
    there = best_pairs(pairs, old, new)
    back = best_pairs({(right, left): gain for (left, right), gain in pairs.items()}, new, old)
    assert there == {left: right for right, left in back.items()}


def test_the_best_for_all_is_not_the_best_for_each():
    assert best_assignment({0: {0: 9, 1: 8}, 1: {0: 8}}) == {0: 1, 1: 0}


def test_who_is_worth_nothing_stays_alone():
    assert best_assignment({0: {0: 9}, 1: {0: 8}, 2: {}}) == {0: 0}
