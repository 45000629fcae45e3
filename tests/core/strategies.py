"""Small sidecars for the tests of joining: of few values, so that two drawn ones often collide."""

from __future__ import annotations

from hypothesis import strategies as st

from triage.core.claim import (
    NONE,
    Anchor,
    Annotations,
    Claim,
    Evidence,
    Related,
    Relation,
    Review,
    Source,
    State,
    Status,
    TagRecord,
)
from triage.core.clock import from_milliseconds
from triage.core.node import Plain

times = st.sampled_from([from_milliseconds(at) for at in range(3)])
words = st.sampled_from(["", "a", "b"])
extras = st.dictionaries(
    st.sampled_from(["x", "y"]), st.sampled_from(["1", "2", ("1",), Plain("3")]), max_size=2
)
reviewers = st.sampled_from(["ana", "bo"])
records = st.builds(
    TagRecord,
    tag=st.sampled_from(["verified", NONE]),
    at=times,
    note=words,
    evidence=st.lists(st.builds(Evidence, url=words, extra=extras, quote=words), max_size=1).map(tuple),
    extra=extras,
)
anchors = st.builds(
    Anchor,
    quote=st.just("quote"),
    start=st.integers(0, 1),
    end=st.just(5),
    prefix=words,
    suffix=st.just(""),
    at=times,
    state=st.sampled_from([State.EXACT, State.ORPHAN]),
    skip=st.booleans(),
    added=st.booleans(),
)
claims = st.builds(
    Claim,
    id=st.sampled_from(["K1", "K2"]),
    anchor=anchors,
    tags=st.dictionaries(reviewers, records, max_size=2),
    speaker=words,
    related=st.lists(
        st.builds(Related, file=words, claim=words, relation=st.just(Relation.SAME), extra=extras), max_size=1
    ).map(tuple),
    extra=extras,
    described=st.just("") | times,
)
sidecars = st.builds(
    Annotations,
    source=st.builds(Source, file=words, sha256=words, title=words, extra=extras),
    reviews=st.dictionaries(
        reviewers,
        st.builds(Review, status=st.sampled_from(Status), at=times, extra=extras, why=words),
        max_size=2,
    ),
    claims=st.lists(claims, max_size=2).map(lambda drawn: {claim.id: claim for claim in drawn}),
    schema=st.integers(1, 2),
    extra=extras,
)
