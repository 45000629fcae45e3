"""The fields of filters: one table, from which conditions, completion, help and docs are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from triage.core.claim import Confidence, Stance, State, Status
from triage.core.filter_conditions import (
    ME,
    Asked,
    Reads,
    Test,
    age,
    by,
    chosen,
    expression,
    no_comparison,
    number,
    one_of,
    path,
    tag,
    words,
)
from triage.core.filter_subjects import AskedArticle, Subject
from triage.core.filter_syntax import FilterError, Term
from triage.core.kinds import Kind

ARTICLE, CLAIM, RECORD = 0, 1, 2
"""The depth of a field: what it asks about."""


class Field(NamedTuple):
    """What stands before the colon."""

    name: str
    help: str
    """A few words for completion and docs."""
    depth: int
    reads: Reads
    values: Callable[[Asked], Iterable[str]] = lambda _: ()
    """What it may be, where that can be told."""
    example: str = ""


def _tagged(subject: Subject, asked: Asked) -> bool:
    records = subject.its_claim.records
    if asked.reviewer:
        mine = records.get(asked.reviewer)
        return mine is not None and mine.tagged
    return any(record.tagged for record in records.values())


def _tags(subject: Subject) -> set[str]:
    return {record.tag for record in subject.its_claim.records.values() if record.tagged}


def _reviewers(subject: Subject) -> int:
    return sum(record.tagged for record in subject.its_claim.records.values())


def _progress(article: AskedArticle) -> float:
    return 100 * article.tagged / article.claims if article.claims else 0.0


_Holds = Callable[[Subject, Asked], bool]


def _has_status(status: Status) -> _Holds:
    return lambda subject, _: subject.article.status is status


def _has_state(state: State) -> _Holds:
    return lambda subject, _: subject.its_claim.state is state


def _is_unfinished(subject: Subject, _: Asked) -> bool:
    article = subject.article
    left = not article.problem and article.tagged < article.claims
    return left and article.status not in (Status.DONE, Status.SET_ASIDE)


def _is_to_review(subject: Subject, asked: Asked) -> bool:
    """Whether the words changed, or others judge otherwise, also where the reviewer did not judge."""
    claim = subject.its_claim
    if any(each.anchor.state is State.CHANGED for each in claim.claims):
        return True
    if not asked.reviewer:
        return len(_tags(subject)) > 1
    tags = {reviewer: record.tag for reviewer, record in claim.records.items() if record.tagged}
    mine = tags.pop(asked.reviewer, "")
    return any(tag != mine for tag in tags.values())


_STATES: Mapping[str, tuple[int, str, _Holds]] = {
    **{str(status): (ARTICLE, "your status of the article", _has_status(status)) for status in Status},
    "unfinished": (ARTICLE, "articles with claims left for you", _is_unfinished),
    "waiting": (ARTICLE, "articles with changed or lost claims", lambda one, _: one.article.waiting > 0),
    "problem": (ARTICLE, "what cannot be read whole", lambda one, _: bool(one.article.problem)),
    "tagged": (CLAIM, "claims with your tag", _tagged),
    "untagged": (CLAIM, "claims without your tag", lambda one, asked: not _tagged(one, asked)),
    "contested": (CLAIM, "claims with different tags", lambda one, _: len(_tags(one)) > 1),
    "lacking": (
        RECORD,
        "tags without the note or evidence that they require",
        lambda one, asked: bool(asked.lacks(one.its_record)),
    ),
    "review": (CLAIM, "claims to judge again: words changed, or others judge otherwise", _is_to_review),
    **{str(state): (CLAIM, "how the claim stands after an edit", _has_state(state)) for state in State},
}
"""What `is` may be followed by: its depth, what it means, and the test."""

_WITHOUT_RECORD = frozenset({"untagged", str(State.EXACT)})
"""Those of them that a claim may be about which nothing is recorded."""

_PARTS: Mapping[str, tuple[int, str, Callable[[Subject], bool]]] = {
    "tag": (RECORD, "a tag", lambda one: one.its_record.tagged),
    "note": (RECORD, "a note", lambda one: bool(one.its_record.note)),
    "evidence": (RECORD, "evidence", lambda one: bool(one.its_record.evidence)),
    "confidence": (RECORD, "a confidence", lambda one: one.its_record.confidence is not None),
    "speaker": (CLAIM, "a speaker", lambda one: any(claim.speaker for claim in one.its_claim.claims)),
    "relation": (CLAIM, "a related claim", lambda one: any(claim.related for claim in one.its_claim.claims)),
}
"""What `has` may be followed by."""


def _is(term: Term, asked: Asked) -> Test:
    no_comparison(term)
    holds = _STATES[one_of(term, _STATES, "is:")][2]
    return lambda subject: holds(subject, asked)


def _has(term: Term, _: Asked) -> Test:
    no_comparison(term)
    return _PARTS[one_of(term, _PARTS, "has:")][2]


def _texts_of_evidence(subject: Subject) -> str:
    return "\n".join(f"{one.url}\n{one.note}" for one in subject.its_record.evidence)


def _stance(term: Term, _: Asked) -> Test:
    no_comparison(term)
    wanted = one_of(term, map(str, Stance), "the stance")
    return lambda subject: any(one.stance == wanted for one in subject.its_record.evidence)


_ANYWHERE = Field(
    "",
    "words of a claim, or of an article's title or path",
    ARTICLE,
    words(lambda one: "\n".join(one.own_texts)),
)
_RE = Field("re", "a regular expression, for the same texts", ARTICLE, expression, example=r"re:/[0-9]{4}/")

FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("tag", "claims with this tag", RECORD, tag, lambda asked: asked.tags, "tag:disputed"),
        Field("by", "what this reviewer recorded; me is you", RECORD, by, lambda _: (ME,), "by:ana"),
        Field("has", "claims that have a note, evidence …", RECORD, _has, lambda _: _PARTS, "has:evidence"),
        Field("is", "the state of an article or a claim", ARTICLE, _is, lambda _: _STATES, "is:untagged"),
        Field("path", "articles by path; * and ** are wild cards", ARTICLE, path, example="path:2022/*"),
        Field(
            "title", "words of the title", ARTICLE, words(lambda one: one.article.title), example="title:dam"
        ),
        Field(
            "quote",
            "words of the claim",
            CLAIM,
            words(lambda one: one.its_claim.quote),
            example='quote:"two metres"',
        ),
        Field(
            "note", "words of the note", RECORD, words(lambda one: one.its_record.note), example="note:source"
        ),
        Field("url", "words of the evidence", RECORD, words(_texts_of_evidence), example="url:example.org"),
        Field(
            "speaker",
            "words of the speaker",
            CLAIM,
            words(lambda one: "\n".join(claim.speaker for claim in one.its_claim.claims)),
            example="speaker:mayor",
        ),
        Field(
            "confidence",
            "how sure a reviewer was",
            RECORD,
            chosen(Confidence, lambda one: one.its_record.confidence),
            lambda _: map(str, Confidence),
            "confidence:low",
        ),
        Field("stance", "what evidence does", RECORD, _stance, lambda _: map(str, Stance), "stance:refutes"),
        Field(
            "kind",
            "what the passage is",
            CLAIM,
            chosen(Kind, lambda one: one.its_claim.kind),
            lambda _: map(str, Kind),
            "kind:caption",
        ),
        Field("age", "time since it was judged", RECORD, age, example="age<3d"),
        Field(
            "claims",
            "how many claims an article has",
            ARTICLE,
            number(lambda one: one.article.claims),
            example="claims>10",
        ),
        Field(
            "tagged",
            "how many of them you tagged",
            ARTICLE,
            number(lambda one: one.article.tagged),
            example="tagged=0",
        ),
        Field(
            "progress",
            "how much of them, in percent",
            ARTICLE,
            number(lambda one: _progress(one.article), percent=True),
            example="progress<50%",
        ),
        Field("reviewers", "how many tagged the claim", CLAIM, number(_reviewers), example="reviewers>=2"),
    )
}
"""By name."""


def field_of(term: Term) -> Field:
    """Return the field of a term. Raises FilterError where there is none of that name."""
    if not term.field:
        return _ANYWHERE
    if term.field == "re":
        return _RE
    field = FIELDS.get(term.field)
    if field is None:
        import difflib  # only mistakes need it

        close = difflib.get_close_matches(term.field, FIELDS, 1)
        known = f"did you mean {close[0]}?" if close else f"there are {', '.join(FIELDS)}"
        hint = "; to look for the words, quote them" if not close else ""
        end = term.start + len(term.field)
        raise FilterError(f"the field {term.field!r} is not known; {known}{hint}", term.start, end)
    return field


def depth_of(term: Term) -> int:
    """Return what a term asks about: an article, a claim or a record. Raises FilterError."""
    tables: Mapping[str, Mapping[str, tuple[int, str, object]]] = {"is": _STATES, "has": _PARTS}
    value = term.value.lower()
    if term.field in tables and value in tables[term.field]:
        return tables[term.field][value][0]
    return field_of(term).depth


def needs_record(term: Term) -> bool:
    """Whether a term can only hold for a claim about which something is recorded. Raises FilterError."""
    depth = depth_of(term)
    if depth == RECORD or term.field == "speaker":
        return True
    value = term.value.lower()
    return depth == CLAIM and (term.field == "has" or (term.field == "is" and value not in _WITHOUT_RECORD))


def meanings(field: str) -> Mapping[str, str]:
    """Return what the values of `is` and `has` mean, a few words each; nothing for other fields."""
    return {name: each[1] for name, each in {"is": _STATES, "has": _PARTS}.get(field, {}).items()}
