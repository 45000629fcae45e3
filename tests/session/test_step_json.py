"""A step comes back from JSON as it went in, and nothing else is taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import anchors, claim_ids, nasty_texts, reviewers, reviews, tag_records
from triage.core.json_text import json_text
from triage.session.changes import Change, RecordChange, SpanChange, StatusChange, Step
from triage.session.step_json import anchor_from, anchor_object, step_from, step_object

changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        RecordChange, claim=claim_ids, reviewer=reviewers, before=st.none() | tag_records, after=tag_records
    ),
    st.builds(SpanChange, claim=claim_ids, before=st.none() | anchors(), after=anchors()),
    st.builds(StatusChange, reviewer=reviewers, before=st.none() | reviews, after=reviews),
)
steps = st.builds(
    Step,
    label=nasty_texts,
    path=nasty_texts,
    place=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    changes=st.lists(changes, max_size=3).map(tuple),
    id=nasty_texts,
    group=st.just("") | nasty_texts,
)


@given(steps)
def test_a_step_comes_back_as_it_was(step: Step) -> None:
    assert step_from(json.loads(json_text(step_object(step)))) == step


@given(anchors())
def test_an_anchor_comes_back_as_it_was(anchor: object) -> None:
    assert anchor_from(anchor_object(anchor)) == anchor  # type: ignore[arg-type]  # an object is what JSON has


GOOD: dict[str, object] = {"id": "a", "label": "b", "path": "c", "place": [0, 1], "changes": []}


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 1},
        {"path": None},
        {"place": [0]},
        {"place": [0, "1"]},
        {"place": [0, True]},
        {"place": 5},
        {"changes": {}},
        {"changes": [1]},
        {"changes": [{}]},
        {"changes": [{"claim": "a", "before": None, "after": {"quote": "b"}}]},
        {"changes": [{"claim": "a", "reviewer": "b", "before": None, "after": {"tag": "c"}}]},
        {"changes": [{"reviewer": "b", "before": None, "after": {"status": "c", "at": ""}}]},
        {
            "changes": [
                {"reviewer": "b", "before": None, "after": {"status": "new", "at": "", "extra": {"a": []}}}
            ]
        },
        {
            "changes": [
                {
                    "reviewer": "b",
                    "before": None,
                    "after": {"status": "new", "at": "", "extra": {"a": ["plain"]}},
                }
            ]
        },
    ],
)
def test_what_is_no_step_is_refused(wrong: dict[str, object]) -> None:
    step_from(GOOD)
    with pytest.raises(ValueError, match="no step"):
        step_from({**GOOD, **wrong})
