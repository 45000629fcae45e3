"""JSON on lines of its own is what the standard library writes, whatever is in it."""

from __future__ import annotations

import json
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from triage.core.json_text import json_rows, json_text

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text('a"\\{},\n é%s\x7f\u2028', max_size=9)
)
rows = st.dictionaries(st.text("ab", max_size=2), scalars, max_size=3)
values = st.recursive(
    scalars | st.lists(rows, max_size=4),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.tuples(scalars, scalars), max_size=5), st.booleans(), st.sampled_from([1, 2, 9]))
def test_rows_are_written_as_the_objects_they_stand_for(
    rows: list[tuple[object, object]], ascii_only: bool, at_a_time: int
) -> None:
    names = ("100 %s", 'a"\x9b')
    with patch("triage.core.json_text._AT_A_TIME", at_a_time):
        text = "".join(json_rows(names, rows, ascii_only=ascii_only))
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    assert text == json_text(objects, ascii_only=ascii_only, indent=2)


@given(values, st.booleans())
def test_on_lines_it_is_what_the_standard_library_writes(value: object, ascii_only: bool) -> None:
    text = json_text(value, ascii_only=ascii_only, indent=2)
    assert json.loads(text) == value
    if ascii_only:
        assert text == json.dumps(value, indent=2)
