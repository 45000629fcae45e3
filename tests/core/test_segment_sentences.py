"""Where sentences end: one line a case, ``|`` where a new sentence begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.boundary import CANDIDATE, is_plain_end, sentence_end
from triage.core.segment import sentences

CASES = """
The bridge fell at dawn. |Nobody was hurt.
Who gave the order? |The court wants to know.
What a day! |Crowds danced in the streets.
Gen. Ruth Okafor met Lt. Col. Peter Lind and Sen. Mary Poe in St. Petersburg.
Dr. and Mrs. Hale thanked Prof. Kim, Rev. Stone and Gov. Reyes.
The plan of Hon. Justice Roy was read by Capt. Amy Dunn. |It failed.
A letter signed by T. S. Marsh reached George R. Hill on Monday.
P. D. Lane wrote it. |J.R. Moss printed it.
The vote in the U.S. Senate was close. |Allies in the U.K. Parliament waited.
He flew to the U.S. |The talks lasted a week.
She has lived in the U.S. for ten years.
Envoys left Washington, D.C. on Friday and came back by 6 a.m. Sunday.
Sirens began at 4 a.m. |They stopped an hour later.
The doors open at 9 p.m. Monday. |Seats are few.
By 7 a.m. Colonel Brandt had the bridge.
The siren was heard at 8:30 a.m. Kyiv time in the port.
Shares of Northwind Inc. rose by 3.5 percent. |Rivals at Bolt Corp. Ltd. fell.
He sold Northwind Inc. |The buyer paid 1,200.50 dollars.
Hospital No. 5 was hit, as were Nos. 7 and 9. |See p. 12 and pp. 14-16.
She said no. |The room went silent.
It cost $2.4 million. |It was worth it.
Losses came to 4,000. |Then came winter.
On Sept. 12 the army moved, and by Oct. 3 it stood at the river.
The road reopened in Dec. |The tunnel did not.
“We will stay,” she said. |“We will rebuild. |We will not leave.”
“Why now?” asked the mayor.
“Why now?” Mayor Lena Brook asked reporters.
“Run!” the guard yelled. |“Run for the wall!”
“Enough!” |The crowd left the square.
He called it “a bad joke.” |She disagreed.
He called it "a bad joke." |She disagreed.
The sign said ‘Keep out.’ |They went in.
"I saw it," he said. |"Twice." |She nodded.
The so-called “victory” (!) Moscow claimed was none.
They made “[the defenders’] task easier.” |Nobody objected.
The convoy (some 40 trucks. All new) reached the town.
He left early. |(She stayed. |Nobody knew why.) |They met again in May.
The dam broke (the engineers had warned of it.) and the valley flooded.
He paused... |Then he signed.
I saw … well, nothing.
“I am not sure … perhaps,” the witness said.
The village was theirs . . . for a night.
The show at Yahoo! in March sold out.
Read it on www.example.org/Page.Two or write to Jo.Berg@example.com. |Answers are quick.
The code uses Node.js and version 2.10.1 of the library. |It runs.
The siege ended.|The people came out.
“It is done.”|The hall fell silent.
KYIV, Ukraine (AP) — Shells fell on the port. |Two ships sank.
LONDON - The pound fell. |Traders shrugged.
WASHINGTON, D.C. — The House voted. |It passed.
Fuel, food, water, etc. were flown in.
Fuel, food, water, etc. |Trucks brought the rest.
The judge cited Roe v. Wade and Smith vs. Jones.
Some goods, e.g. Grain, i.e. wheat, cost more. |Others did not.
Martin Cole Jr. won. |His father, Martin Cole Sr. Lost again, they wrote.
He lives on Main St. |The shop is near St. Mary Hall.
Doctors praise vitamin C. |Others doubt it.
They chose plan B. |It worked.
It was you and I. |Who else?
The losses[1] were heavy.[2] |Nobody denied it.[3]
Donetsk, Luhansk and Kherson; these cities were named: |
The region is calm. |24 hours later it was not.
The talks of Brig. Gen. Lou Adams failed. |iPhone sales fell too.
Who won?! |Nobody knows!! |Really...
No! |No! |Never!
The film “Who Knows?” opens today. |It is long.
He said: “No.” |She said: “Yes.”
Lt.-Gen. Ivo Kral resigned. |So did Maj. Gen. Ada Voss.
He joined the E.U. mission. |Ukraine wants to join the E.U. |It waits.
1. Shelter 2. Water 3. Food |
a. Close the valve b. Call for help |
• Shelter • Water |
他们赢了。|战争结束了。
你来吗？|我不去。
「本当か？」と彼は聞いた。|誰も答えなかった。
यह पहला वाक्य है। |यह दूसरा है।
ماذا حدث؟ |لا أحد يعرف.
Он жил на ул. Садовой. |Потом уехал.
А. П. Чехов родился в 1860 г. в Таганроге. |Там он учился.
Бої тривають на вул. Шевченка. |Місто чекає.
Хлеб, соль и т.д. |Потом он ушёл.
Am 3. Oktober blieb es ruhig. |Dr. Berg kam nicht.
„Das reicht.“ |Er ging.
« Cela suffit. » |Il est parti.
so i went home. it was late. |
Really great !! |Would go again.
"""

ONE_LINE_LISTS = {
    "1. Shelter 2. Water 3. Food": ["1. Shelter", "2. Water", "3. Food"],
    "a. Close the valve b. Call for help": ["a. Close the valve", "b. Call for help"],
    "• Shelter • Water": ["• Shelter", "• Water"],
    "so i went home. it was late.": ["so i went home.", "it was late."],
    "Donetsk, Luhansk and Kherson; these cities were named:": [
        "Donetsk, Luhansk and Kherson; these cities were named:"
    ],
}


def cases() -> list[tuple[str, list[str]]]:
    table = []
    for line in CASES.strip().splitlines():
        text = line.replace("|", "").strip()
        wanted = ONE_LINE_LISTS.get(text) or [part.strip() for part in line.split("|")]
        table.append((text, wanted))
    return table


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_a_sentence_ends_where_a_reader_says_it_does(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == wanted


PIECES = (
    "etc",
    "no",
    "inc",
    "approx",
    "river",
    "xii",
    "1990",
    "12",
    "²",
    "Mr",
    "Januar",
    "Mai",
    "The",
    "I",
    "é",
)
SIGNS = (". ", ". ", ". ", ".", "? ", " ", " ", "  ", ".” ", "’s ", "(", ") ", "-", ". \n", ".\u00a0")


@given(st.lists(st.sampled_from((*PIECES, *SIGNS)), min_size=1), st.booleans())
def test_what_is_plainly_an_end_is_one_when_looked_at_closely(pieces: list[str], casual: bool) -> None:
    text = "It was long ago " + "".join(pieces)
    for begin in (0, 3, 16):
        for match in CANDIDATE().finditer(text, begin):
            if is_plain_end(text, begin, match, len(text)):
                assert sentence_end(text, begin, match, len(text), casual) == match.end()


def test_the_commonest_ends_are_plain() -> None:
    for text in ("The bridge fell at dawn. Nobody was hurt.", "The bridge fell in 1990. Nobody was hurt."):
        match = next(CANDIDATE().finditer(text))
        assert is_plain_end(text, 0, match, len(text))
    for text in ("The bridge fell at 6 approx. Nobody saw it.", "The bridge fell on 12. Mai in fog."):
        match = next(CANDIDATE().finditer(text))
        assert not is_plain_end(text, 0, match, len(text))
