"""Hypothesis strategies shared by the tests: nasty texts, YAML nodes, claims and whole sidecars.

Reviewers, claim ids and times are drawn from few values, so that two drawn sidecars collide
and joining them has something to decide.
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from triage.core.claim import (
    NONE,
    Anchor,
    Annotations,
    Claim,
    Confidence,
    Evidence,
    Related,
    Relation,
    Review,
    Source,
    Stance,
    State,
    Status,
    TagRecord,
)
from triage.core.clock import from_milliseconds
from triage.core.node import Extra, Node, Plain

NASTY_CHARACTERS = (
    "ab yYnN01289.,:;-_+eExXoO#&*!|>'\"%@`?[]{}()=~<\\/ \t\n\r\x00\x07\x1b\x7f\x85\x9b\xa0\xad"
    "éß“”’—…\u0301\u200b\u200d\u200e\u2028\u2029\u202e\u2066\u3000\ufe0f\ufeff\ufffd\ufffe\uffff中👍\U000e0041\U0010ffff"
)
"""What YAML gives a meaning, what terminals hide, and a little of what articles are made of."""

NASTY_WORDS = (
    *("", "~", "null", "Null", "yes", "NO", "y", "on", "Off", "true", "FALSE", "=", "<<", "---", "...", "-"),
    *("?", ":", "1", "-1", "+.5", "0o17", "017", "0x1F", "0b1", "1_000", "5,600", "1:30", "1:30.5", "6e23"),
    *("01E10", ".inf", "-.Inf", ".NaN", ".", "..", "2026-11-21", "2026-11-21 10:02:30", "2026-1-1t1:2:3+1"),
    *(
        "a: b",
        "a #b",
        "a:",
        " a",
        "a ",
        "- a",
        "? a",
        "a\n",
        "\na",
        "a\n\nb",
        "#",
        "@a",
        "%a",
        "!a",
        "&a",
        "*a",
    ),
    *("|", ">", "{a}", "[a]", "a, b", "a: {b", "'", '"', "\\", "\\u0041", "a" * 130, "\U000e0041" * 121),
)
"""Texts that some YAML reader takes for something else."""

nasty_texts = st.one_of(
    st.sampled_from(NASTY_WORDS),
    st.text(alphabet=NASTY_CHARACTERS, max_size=12),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
)
"""Any text that YAML can hold: all but lone surrogates."""

plain_scalars = st.sampled_from(
    [
        *("1", "-7", "1.5", "1e3", "true", "no", "null", "~", "", "0x1f", "1:30", "5,600", "2026-11-21"),
        *("2026-11-21T10:02:30.007Z", ".inf", "y"),
    ]
).map(Plain)
"""Scalars that keep their meaning only without quotes."""

scalars = st.one_of(nasty_texts, plain_scalars)


def nodes(leaves: st.SearchStrategy[Node] = scalars, max_leaves: int = 12) -> st.SearchStrategy[Node]:
    """Return any node that the YAML reader can give."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(tuple), st.dictionaries(nasty_texts, inner, max_size=4)
        ),
        max_leaves=max_leaves,
    )


extras: st.SearchStrategy[Extra] = st.one_of(
    st.just({}),
    st.dictionaries(st.sampled_from(["x-lab", "kappa", "yes", "1:30"]), nodes(max_leaves=4), max_size=2),
)
"""Keys that triage does not know."""

reviewers = st.sampled_from(["ana", "bo", "Zoë Q.", "007", "no"])
claim_ids = st.sampled_from(["01JD3MZ8W4QXK7T2", "01JD3MZ8W4QXK7T3", "12345678901234567890", "01E10"])
tag_names = st.sampled_from(["verified", "disputed", "opinion", NONE, "on"])
moments = st.integers(1_700_000_000_000, 1_700_000_000_004).map(from_milliseconds)
"""Few and close to each other, so that ties happen."""
dates = st.one_of(
    st.just(""), st.dates(min_value=date(1970, 1, 1)).map(date.isoformat), st.just("last week: Monday")
)
evidence = st.builds(
    Evidence,
    url=st.one_of(st.just("https://example.org/a?b=c,d#e"), nasty_texts.filter(bool)),
    stance=st.none() | st.sampled_from(Stance),
    accessed=dates,
    note=nasty_texts,
    extra=extras,
    quote=st.just("") | nasty_texts,
    file=st.just("") | nasty_texts,
    claim=st.just("") | claim_ids,
)

tag_records = st.builds(
    TagRecord,
    tag=tag_names,
    at=moments,
    note=nasty_texts,
    confidence=st.none() | st.sampled_from(Confidence),
    evidence=st.lists(evidence, max_size=2).map(tuple),
    extra=extras,
)

related_claims = st.builds(
    Related,
    file=nasty_texts.filter(bool),
    claim=claim_ids,
    relation=st.sampled_from(Relation),
    extra=extras,
)


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    """Return an anchor whose span and quote are equally long."""
    quote = draw(st.one_of(st.just("5,600 people have been killed"), nasty_texts.filter(bool)))
    start = draw(st.integers(0, 40))
    return Anchor(
        quote=quote,
        start=start,
        end=start + len(quote),
        prefix=draw(nasty_texts),
        suffix=draw(nasty_texts),
        at=draw(moments),
        state=draw(st.sampled_from(State)),
        skip=draw(st.booleans()),
        added=draw(st.booleans()),
        was=draw(st.one_of(st.just(""), nasty_texts)),
    )


@st.composite
def claims(draw: st.DrawFn, ids: st.SearchStrategy[str] = claim_ids) -> Claim:
    """Return a claim with a few records."""
    return Claim(
        id=draw(ids),
        anchor=draw(anchors()),
        tags=draw(st.dictionaries(reviewers, tag_records, max_size=2)),
        speaker=draw(nasty_texts),
        related=tuple(draw(st.lists(related_claims, max_size=2))),
        extra=draw(extras),
        described=draw(st.just("") | moments),
    )


reviews = st.builds(
    Review,
    status=st.sampled_from(Status),
    at=moments,
    extra=extras,
    why=st.just("") | nasty_texts,
)

sources = st.builds(
    Source,
    file=st.one_of(st.just("000_a5dfad65284d37f5.txt"), nasty_texts.filter(bool)),
    sha256=st.sampled_from(["0f3c" * 16, "1" * 64, "1e" + "7" * 62]),
    title=nasty_texts,
    extra=extras,
)


@st.composite
def annotated_articles(draw: st.DrawFn) -> Annotations:
    """Return what a sidecar can hold."""
    drawn = draw(st.lists(claims(), max_size=3, unique_by=lambda claim: claim.id))
    return Annotations(
        source=draw(sources),
        reviews=draw(st.dictionaries(reviewers, reviews, max_size=2)),
        claims={claim.id: claim for claim in drawn},
        extra=draw(extras),
    )
