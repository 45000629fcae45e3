"""JSON on lines of its own is what the standard library writes, whatever is in it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from triage.core.json_text import json_text

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text('a"\\{},\n é', max_size=9)
)
rows = st.dictionaries(st.text("ab", max_size=2), scalars, max_size=3)
values = st.recursive(
    scalars | st.lists(rows, max_size=4),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=8,
)


@given(values, st.booleans())
def test_on_lines_it_is_what_the_standard_library_writes(value: object, ascii_only: bool) -> None:
    text = json_text(value, ascii_only=ascii_only, indent=2)
    assert json.loads(text) == value
    if ascii_only:
        assert text == json.dumps(value, indent=2)
