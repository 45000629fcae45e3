"""Who a sentence is from, as it is offered to the reviewer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.speaker import LONGEST, speaker_in


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("According to the harbour office, forty boats were lost.", "the harbour office"),
        ("Forty boats were lost, according to Mayor Ada Korr.", "Mayor Ada Korr"),
        ("Forty boats were lost, according to Ada Korr, who runs the harbour.", "Ada Korr"),
        ("According to reports from the Velm Bell, the dam broke at dawn.", "the Velm Bell"),
        ("According to a statement by the Ministry of Water, nobody was hurt.", "the Ministry of Water"),
        ("The mayor said that the worst was over.", "The mayor"),
        ("Mayor Ada Korr said the worst was over.", "Mayor Ada Korr"),
        ("Ada Korr told the Velm Bell that the worst was over.", "Ada Korr"),
        ("Ada Korr, mayor of Velm since spring, said the worst was over.", "Ada Korr"),
        ("The company’s spokesman said that the gates were open.", "The company’s spokesman"),
        ("Korr's spokeswoman later told reporters that it was false.", "Korr's spokeswoman"),
        ("“The worst is over,” said Ada Korr.", "Ada Korr"),
        ('"The worst is over," said the mayor on Friday.', "the mayor"),
        ("“He said it was fine,” Ada Korr said.", "Ada Korr"),
        ("It was safe,” said the engineer, Ole Brandt.", "the engineer"),
        ("On Friday the mayor said that the dam would hold.", "the mayor"),
        ("The dam would hold, officials said.", "officials"),
        ("The dam would hold, Velm officials said on Friday.", "Velm officials"),
        ("Two engineers have repeatedly warned that the wall is thin.", "Two engineers"),
        (
            "The Ministry of Home and Justice announced that the road is open.",
            "The Ministry of Home and Justice",
        ),
        ("Many were afraid; Prof. Ole Brandt says nobody knows.", "Prof. Ole Brandt"),
        ("“We saw it coming,” the ministry’s Ira Voss wrote.", "the ministry’s Ira Voss"),
    ],
)
def test_the_speaker_is_who_the_sentence_names(sentence: str, speaker: str) -> None:
    assert speaker_in(sentence) == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "The dam broke at dawn.",
        "He said that the worst was over.",
        "“The worst is over,” she said.",
        "According to reports, forty boats were lost.",
        "It is said that the bell rings by itself.",
        "The villagers were told to leave.",
        "“Ada Korr said it was fine.”",
        "All went according to plan.",
        "The company reported losses of nine million.",
        "Needless to say, nobody came.",
        "There will be no answer before the commission has reported.",
        "Boats in the harbour of Velm on Friday (photo: Ira Voss)",
    ],
)
def test_nobody_is_offered_where_nobody_is_named(sentence: str) -> None:
    assert speaker_in(sentence) == ""


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["said", "the", "Ada", ",", "“", "”", '"', "according to", "told", "and", "mayor", ".", "is"]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_whatever_stands_there_a_speaker_is_short_and_on_one_line(sentence: str) -> None:
    found = speaker_in(sentence)
    assert len(found) <= LONGEST
    assert len(found.splitlines()) <= 1
    assert found in " ".join(sentence.split())


@pytest.mark.parametrize(
    "text", ["said " * 400, " said that" * 200, "A of " * 500 + "said", "the a " * 300 + "told"]
)
def test_no_sentence_takes_long(text: str) -> None:
    began = time.thread_time()
    speaker_in(text)
    assert time.thread_time() - began < 0.05
