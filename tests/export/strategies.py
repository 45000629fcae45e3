"""Rows with nasty texts, for the tests of the formats."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.strategies import evidence, nasty_texts, related_claims
from triage.core.claim import State
from triage.export.rows import Row

positions = st.none() | st.integers(0, 10**6)

rows = st.builds(
    Row,
    file=nasty_texts,
    title=nasty_texts,
    sha256=st.just("0f3c" * 16),
    quote=nasty_texts,
    start=positions,
    end=positions,
    prefix=nasty_texts,
    suffix=nasty_texts,
    claim=nasty_texts,
    tag=nasty_texts,
    reviewer=nasty_texts,
    at=st.just("2026-11-21T10:02:30.007Z"),
    note=nasty_texts,
    confidence=st.sampled_from(["", "high", "low"]),
    evidence=st.lists(evidence, max_size=2).map(tuple),
    speaker=nasty_texts,
    state=st.sampled_from([str(state) for state in State]),
    status=st.sampled_from(["", "done"]),
    was=nasty_texts,
    related=st.lists(related_claims, max_size=2).map(tuple),
    why=nasty_texts,
)
