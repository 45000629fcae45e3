"""One language of filters: what each means, and where it says that something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.claim import (
    Anchor,
    Claim,
    Confidence,
    Evidence,
    Related,
    Relation,
    Stance,
    State,
    Status,
    TagRecord,
)
from triage.core.clock import from_milliseconds
from triage.core.filter import ArticleFacts, Asked, ClaimFacts, Filter, FilterError, Subject, suggestions
from triage.core.filter_fields import FIELDS, depth_of, meanings
from triage.core.filter_syntax import DEEPEST, LONGEST, All, tree
from triage.core.kinds import Kind

DAY = 24 * 60 * 60 * 1000
NOW = 100 * DAY
ASKED = Asked("ana", NOW, ("verified", "disputed", "opinion"))


def record(tag: str, days: float = 1, **more: object) -> TagRecord:
    return replace(TagRecord(tag, from_milliseconds(NOW - int(days * DAY))), **more)  # type: ignore[arg-type]


def claim(
    quote: str, kind: Kind = Kind.SENTENCE, state: State = State.EXACT, **tags: TagRecord
) -> ClaimFacts:
    anchor = Anchor(quote, 0, len(quote), "", "", from_milliseconds(0), state)
    return ClaimFacts(quote, kind, (Claim(quote, anchor, tags),))


SOURCE = Evidence("https://a.example/1", Stance.REFUTES)
DAM = claim(
    "The dam broke in 2022",
    ana=record("disputed", 2, evidence=(SOURCE,)),
    bo=record("verified", 9, note="see the archive"),
)
WATER = claim(
    "Two metres of water",
    Kind.CAPTION,
    State.CHANGED,
    bo=record("disputed", 0.5, confidence=Confidence.LOW),
)
CALM = ClaimFacts("Nobody was hurt")
LOUD = replace(
    claim("It was loud", state=State.CHANGED, ana=record("none")).claims[0],
    speaker="The mayor",
    related=(Related("b", "B", Relation.SAME),),
)
SAID = ClaimFacts("It was loud", Kind.SENTENCE, (LOUD,))
CLAIMS = {"dam": DAM, "water": WATER, "calm": CALM, "said": SAID}


WHOLE = ArticleFacts(
    *("2022/dam.txt", "Flood in the valley", Status.IN_REVIEW, 4, 1, 1), look_inside=CLAIMS.values
)


def meant(query: str) -> str:
    """Return the names of the claims that are meant."""
    wanted = Filter(query, ASKED)
    return " ".join(name for name, one in CLAIMS.items() if wanted.means(Subject(WHOLE, one)))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "dam water calm said"),
        ("tag:disputed", "dam water"),
        ("tag:DISPUTED", "dam water"),
        ("tag:disputed by:ana", "dam"),
        ("tag:verified by:ana", ""),
        ("by:me tag:disputed", "dam"),
        ("tag:disputed -by:ana", "water"),
        ("-tag:disputed", "calm said"),
        ("not tag:disputed", "calm said"),
        ("has:tag", "dam water"),
        ("has:evidence", "dam"),
        ("has:evidence by:bo", ""),
        ("has:note or has:confidence", "dam water"),
        ("has:speaker", "said"),
        ("has:relation", "said"),
        ("is:tagged", "dam"),
        ("is:untagged", "water calm said"),
        ("is:contested", "dam"),
        ("is:changed", "water said"),
        ("-is:changed is:untagged", "calm"),
        ("is:in-review is:exact", "dam calm"),
        ("is:done", ""),
        ("confidence:low", "water"),
        ("stance:refutes", "dam"),
        ("stance:supports", ""),
        ("kind:caption", "water"),
        ("speaker:mayor", "said"),
        ("note:archive", "dam"),
        ("url:a.example", "dam"),
        ("quote:water", "water"),
        ('"two  METRES"', "water"),
        ('"two metres', "water"),
        ("was", "calm said"),
        ("was nobody", "calm"),
        ("was -nobody", "said"),
        ("was and nobody", "calm"),
        ("age<1d", "water"),
        ("age>=9d", "dam"),
        ("age<1d or age>1w", "dam water"),
        ("reviewers>=2", "dam"),
        ("reviewers=0", "calm said"),
        (r"re:/\d{4}/", "dam"),
        ("re:/DAM/", ""),
        ("re:/DAM/i", "dam"),
        (r"re:/a\/b/", ""),
        ("(tag:disputed or is:untagged) -(is:changed or calm) 2022", "dam"),
        ("path:2022/* tag:disputed by:bo", "water"),
        ("title:flood kind:caption", "water"),
    ],
)
def test_a_filter_means_these_claims(query: str, names: str) -> None:
    assert meant(query) == names


@pytest.mark.parametrize(
    ("query", "is_meant"),
    [
        ("flood valley", True),
        ("dam.txt", True),
        ("flood -valley", False),
        ("metres", False),
        ("quote:metres", True),
        ("is:in-review", True),
        ("is:done or is:unfinished", True),
        ("is:unfinished -is:waiting", False),
        ("is:waiting", True),
        ("is:problem", False),
        ("claims=4 tagged<=1 progress<50%", True),
        ("progress=25", True),
        ("claims>4", False),
        ("tag:disputed by:ana has:evidence", True),
        ("tag:disputed by:bo has:evidence", False),
        ("tag:verified kind:caption", False),
        ("tag:verified -kind:caption", False),
        ("tag:opinion", False),
        ("-tag:opinion", True),
        ("-(tag:opinion or is:orphan)", True),
        ("path:2022/*", True),
        ("path:2022", True),
        ("path:*.txt", False),
        ("path:**.txt", True),
        ("path:202[0-3]/d?m.txt", True),
        ("path:202[!2]/*", False),
        ("path:[z-a]", False),
    ],
)
def test_an_article_is_meant_by_what_it_is_and_by_its_claims(query: str, *, is_meant: bool) -> None:
    assert Filter(query, ASKED).means(Subject(WHOLE)) is is_meant


def test_what_is_asked_together_is_asked_of_one_record_of_one_claim() -> None:
    bo = Subject(WHOLE, DAM, "bo", DAM.records["bo"])
    assert Filter("tag:verified note:archive", ASKED).means(bo)
    assert not Filter("tag:disputed", ASKED).means(bo)
    assert Filter("is:contested -has:evidence", ASKED).means(bo)


def test_recorded_claims_with_one_span_count_as_one_by_the_latest_record() -> None:
    twice = DAM._replace(
        claims=(*DAM.claims, replace(DAM.claims[0], id="2", tags={"ana": record("opinion", 1)}))
    )
    assert Filter("tag:opinion by:ana").means(Subject(WHOLE, twice))
    assert not Filter("tag:disputed by:ana").means(Subject(WHOLE, twice))


def test_without_a_reviewer_everybodys_tags_count() -> None:
    assert Filter("is:tagged").means(Subject(WHOLE, WATER))
    assert not Filter("is:tagged").means(Subject(WHOLE, SAID))
    assert not Filter("by:me").means(Subject(WHOLE))
    assert Filter("tag:anything -tag:other").words is None


def test_an_article_is_looked_into_only_if_claims_are_asked_about() -> None:
    def never() -> Iterator[ClaimFacts]:
        pytest.fail("looked inside")

    closed = ArticleFacts("a.txt", "Flood", look_inside=never)
    assert Filter("flood -is:done", ASKED).means(Subject(closed))
    assert not Filter("flood is:done tag:disputed", ASKED).means(Subject(closed))
    empty = closed._replace(is_recorded=lambda: False)
    assert not Filter("tag:disputed is:changed", ASKED).means(Subject(empty))
    assert Filter("-has:note", ASKED).means(Subject(empty))
    calm = empty._replace(look_inside=lambda: [CALM])
    assert Filter("has:note or is:untagged", ASKED).means(Subject(calm))
    assert [Filter(query, ASKED).asks_about_claims for query in ("flood", "flood or (x -is:tagged)")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ()),
        ("a b", ("a", "b")),
        ("a", ("a",)),
        ('"a b"', None),
        ("-a", None),
        ("a or b", None),
        ("title:a", None),
    ],
)
def test_plain_words_are_told_from_the_rest(query: str, words: tuple[str, ...] | None) -> None:
    assert Filter(query).words == words
    assert bool(Filter(query)) is bool(query)


@pytest.mark.parametrize(
    ("query", "part", "says"),
    [
        ("x tga:disputed", "tga", "did you mean tag?"),
        ("colour:red", "colour", "quote"),
        ("tag:dsputed", "dsputed", "did you mean disputed?"),
        ("tag:xyzzy", "xyzzy", "verified, disputed, opinion"),
        ("a is:doen", "doen", "did you mean done?"),
        ("has:", ":", "it is one of"),
        ("confidence:sure", "sure", "high, medium, low"),
        ("age:3d", "age:3d", "age<3d"),
        ("age<3", "age<3", "age<3d"),
        ("age<fortnight", "age<fortnight", "age<3d"),
        ("claims>many", "claims>many", "number"),
        ("claims>50%", "claims>50%", "number"),
        ("tag<disputed", "tag<disputed", "cannot be compared"),
        ("title: x", "title:", "missing"),
        ("by:", "by:", "missing"),
        ("a (b", "(", "not closed"),
        ("a) b", ")", "no ("),
        ("()", ")", "before this"),
        ("a or", "or", "after this"),
        ("or a", "or", "before this"),
        ("and a", "and", "between"),
        ("a and", "and", "between"),
        ("a not", "not", "missing"),
        ("(-or a)", "-", "missing"),
        ("re:abc", "re:", "two slashes"),
        ("b re:/abc", "re:/abc", "two slashes"),
        ("re:/(/", "re:/(/", "missing )"),
        ("re:/a/x", "re:/a/x", "only i"),
    ],
)
def test_a_fault_is_told_with_its_place(query: str, part: str, says: str) -> None:
    with pytest.raises(FilterError) as caught:
        Filter(query, ASKED)
    error = caught.value
    shown = query[error.start : error.end]
    assert (shown if part != ":" else query[error.start - 1 : error.end]) == part
    assert says in error.message


def test_what_is_too_long_or_too_deep_is_refused() -> None:
    Filter("(" * DEEPEST + "a" + ")" * DEEPEST)
    for query in (
        "(" * 400 + "a" + ")" * 400,
        "-(" * 300 + "a" + ")" * 300,
        "not " * 200 + "a",
        "a" * (LONGEST + 1),
    ):
        with pytest.raises(FilterError):
            Filter(query)


def test_a_regular_expression_that_never_ends_is_stopped() -> None:
    long = ClaimFacts("a" * 5000 + "c")
    with pytest.raises(FilterError, match="too long"):
        Filter(r"re:/(a|a|aa)+(a|aa|aaa)+(?<!a)$/").means(Subject(WHOLE, long))


def fault_of(query: str) -> FilterError | None:
    try:
        Filter(query, ASKED).means(Subject(WHOLE))
    except FilterError as error:
        return error
    return None


@given(st.text(alphabet=st.sampled_from('ab :<>=-()"/*?[]\\.%3d“”\n'), max_size=40) | st.text(max_size=20))
def test_whatever_is_typed_is_understood_or_refused(query: str) -> None:
    fault = fault_of(query)
    assert fault is None or (0 <= fault.start <= len(query) and fault.start < fault.end)
    for cursor in range(len(query) + 1):
        for one in suggestions(query, cursor, ASKED):
            assert one.start <= cursor == one.end


terms = st.sampled_from(["a", '"b c"', "tag:disputed", "is:tagged", "claims>1"])
queries = st.recursive(
    terms,
    lambda inner: st.one_of(
        st.builds("({} or {})".format, inner, inner),
        st.builds("({} {})".format, inner, inner),
        st.builds("-{}".format, inner.map(lambda part: f"({part})")),
    ),
    max_leaves=8,
)


@given(queries)
def test_leaving_out_twice_changes_nothing_and_order_does_not_count(query: str) -> None:
    for subject in (Subject(WHOLE), Subject(WHOLE, DAM), Subject(WHOLE, CALM)):
        once = Filter(query, ASKED).means(subject)
        assert Filter(f"-(-({query}))", ASKED).means(subject) is once
        assert Filter(f"-({query})", ASKED).means(subject) is not once
        assert Filter(f"claims>1 ({query})", ASKED).means(subject) is once


def test_fields_and_values_are_suggested() -> None:
    def texts(query: str, **values: list[str]) -> list[str]:
        return [one.text for one in suggestions(query, len(query), ASKED, values)]

    assert texts("ta") == ["tag:", "tagged="]
    assert texts("x (-ag") == ["age<"]
    assert texts("tag:d") == ["tag:disputed"]
    assert texts("by:", by=["bo", "Ana Lee"]) == ["by:me", "by:bo", 'by:"Ana Lee"']
    assert texts("") == texts("zzz") == texts("zzz:") == []
    (one,) = suggestions("is:untag and more", 8, ASKED)
    assert (one.text, one.help, one.start, one.end) == ("is:untagged", "claims without your tag", 0, 8)


def test_every_field_has_an_example_that_is_understood() -> None:
    for field in FIELDS.values():
        assert Filter(field.example, ASKED).asks_about_claims is (depth_of(tree(field.example)) > 0)  # type: ignore[arg-type]
    assert tree("  ") == All(())


def test_the_page_about_filters_has_every_field_and_value() -> None:
    page = (Path(__file__).parents[2] / "docs" / "filters.md").read_text("utf-8")
    for field in FIELDS.values():
        assert f"| `{field.example}` | {field.help} |" in page
        for value, meaning in meanings(field.name).items():
            assert f"| `{field.name}:{value}` | {meaning} |" in page
