"""A list that follows what changed is the list that would be made of everything there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.session.entry import Entry
from triage.session.listing import Listing
from triage.store.columns import Found
from triage.store.listed import Articles

numbers = st.sets(st.integers(0, 12))


def paths(numbers: set[int]) -> list[str]:
    return [f"{number}.txt" for number in sorted(numbers)]


def articles(numbers: set[int]) -> Articles:
    return Articles.of(Found(path, 0, 0, 0) for path in paths(numbers))


def listing(old: set[int], problems: set[int], known: set[int], query: str) -> Listing:
    made = Listing()
    made.set_paths(paths(old), dict.fromkeys(paths(problems), "why"))
    for path in paths(known):
        made.update(Entry(path, title=f"about {path}", claims=3, warning="odd", known=True))
    made.filter(query)
    return made


@given(numbers, numbers, numbers, numbers, numbers, st.sampled_from(["", "1"]))
def test_changes_to_a_list_come_to_what_the_whole_list_is(
    old: set[int], new: set[int], old_problems: set[int], problems: set[int], known: set[int], query: str
) -> None:
    followed, made = (listing(old, old_problems, known, query) for _ in range(2))
    changes: dict[str, Found | None] = dict.fromkeys(paths(old - new))
    changes |= {path: Found(path, 0, 0, 0) for path in paths(new - old)}
    after, splice = articles(old).with_changes(changes)
    told = dict.fromkeys(paths(problems), "why now")
    followed.change(splice, after.paths, told)
    made.set_paths(paths(new), told)
    fresh = {*paths(new - old)} & {*paths(old_problems)}  # was a problem alone, and is an article now
    for one, other in zip(followed.all(), made.all(), strict=True):
        assert one == other or (one.path in fresh and one == Entry(one.path))
    shown = ([each[place].path for place in range(len(each))] for each in (followed, made))
    assert next(shown) == next(shown)
    assert all(followed.position(entry.path) == made.position(entry.path) for entry in made.all())
    if not fresh:
        assert followed.totals() == made.totals()
