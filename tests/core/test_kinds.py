"""Which blocks are titles, headings, captions, boilerplate and body text."""

from __future__ import annotations

import pytest

from triage.core.segment import Kind, Segment, segment

BODY = "The river rose at night and the lower town was flooded. Nobody was hurt."


def only(block: str) -> Segment:
    """Return the one segment that `block` makes between a title, body text and more body text."""
    before = f"River Floods Three Towns\n\n{BODY}\n\n"
    parts = segment(f"{before}{block}\n\n{BODY}")
    (found,) = [part for part in parts if len(before) <= part.start < len(before) + len(block)]
    assert (found.start, found.end) == (len(before), len(before) + len(block))
    return found


TITLES = [
    "River Floods Three Towns",
    "Three towns under water after night of rain",
    "Is the Dam Safe?",
    "Save Our River!",
    "The river won! Three towns are under water",
    "‘It Was Hell’: A Night on the River",
    "# River floods three towns",
    "Life After the U.S.",
    "洪水淹没三个城镇",
    "فيضان النهر يغرق ثلاث مدن",
    "नदी में बाढ़, तीन शहर डूबे",
    "Наводнение в трёх городах",
]

HEADINGS = [
    "A Night on the River",
    "The Night of Water!",
    "‘We Lost It All’",
    "What happens next?",
    "Why the dam held",
    "Town officials: the mayor said;",
    "What she said:",
    "## More on the dam",
    "Mayor blames region",
    "Pumps, Tents and Boats for the Lower Town",
    "灾后重建",
    "الخطوة التالية",
]

CAPTIONS = {
    "(File photo of boats on the river.)": False,
    "(Photos showing the lower town from above.)": False,
    "(A photo shows the bridge, which was lost on Friday.)": True,
    "[Photo: boats in the main street]": False,
    "Photo: Ann Miller / Reuters": False,
    "Image credit: Getty Images": False,
    "Map by The Daily Post": False,
    "Boats in the main street. (AP Photo/Ann Miller)": False,
    "FILE - The mayor speaks in the town hall, Sept. 1, 2022.": True,
    "The lower town on Friday © Getty Images": False,
    "river towns": False,
    "![The river](river.jpg)": False,
    "Photo: The mayor stands on the bridge.": True,
    "Фото: Мария Иванова": False,
}

BOILERPLATE = [
    "This article appeared in The Daily Post and has been published here with permission.",
    "This story was originally published in The Daily Post.",
    "First published in The Daily Post on Sept. 3",
    "The post River Floods Three Towns appeared first on The Daily Post.",
    "Read More",
    "READ MORE: How the dam was built",
    "Related: How the dam was built",
    "Be the first to comment",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Comments (3)",
    "12 comments",
    "Share this:",
    "Facebook Twitter WhatsApp",
    "Share on Facebook",
    "Subscribe to our newsletter",
    "Sign up for our daily newsletter to get the news first.",
    "Follow us on Twitter and Facebook.",
    "Click here to subscribe.",
    "Click to share on Twitter (Opens in new window)",
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "Copyright © 2022 The Daily Post. All rights reserved.",
    "© 2022 The Daily Post",
    "All rights reserved.",
    "By Ann Miller",
    "By Ann Miller and Jo van Berg, Staff Writers",
    "BY ANN MILLER | THE DAILY POST",
    "By REUTERS",
    "Sept. 12, 2022 5:30 p.m. EDT",
    "Monday, 12 September 2022",
    "2022-09-12",
    "Updated: 12:30",
    "Last updated on September 12, 2022 at 5:30 pm",
    "5 hours ago",
    "4 min read",
    "(Reporting by Ann Miller; Editing by Jo Berg)",
    "Jo Berg contributed to this report.",
    "The views expressed in this article are those of the author.",
    "Tags: river, flood, dam",
    "Source: Reuters",
    "* * *",
    "-----",
    "Читайте также",
]

SENTENCES = [
    "Read more books, the minister said.",
    "Read more closely, the report says the opposite.",
    "Follow us on foot, he told reporters.",
    "Share of income spent on rent rose.",
    "Search teams found survivors.",
    "Click here and nothing happens, users said on Monday.",
    "Copyright law in the region has changed since the flood.",
    "First published in 1920, the book is banned there today.",
    "By Monday, the water was gone.",
    "Related costs rose to two million.",
    "Research by the university shows that the dam was weak.",
    "Sources: the town lost 200 houses in one day.",
    "Information from the region suggests that 20 people died.",
    "This story has been told many times, and it is a lie.",
    "This post was lost by the army two days before.",
    "Comments by the mayor angered the town.",
    "The views expressed by the minister are extreme.",
    "Photos by two satellite firms show that the dam broke.",
    "Advertisement revenue fell by half.",
    "Updated figures show 20 dead.",
    "Home owners lost everything.",
    "They lied!",
    "The mayor said that the dam had held through the night",
    "The region said in a statement on Monday night:",
    "- 200 houses lost",
    "1. The dam was built in 1950",
    "Support for the mayor has grown, a poll shows.",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_short_first_block_without_a_full_stop_is_the_title(title: str) -> None:
    for between in ("\n\n", "\n"):
        found = segment(f"{title}{between}{BODY}{between}{BODY}")
        assert [part.kind for part in found] == [Kind.TITLE, *[Kind.SENTENCE] * 4]


@pytest.mark.parametrize(
    "first", [BODY, "Nobody was hurt when the river rose at night and took three of the old bridges."]
)
def test_an_article_that_starts_with_body_text_has_no_title(first: str) -> None:
    assert {part.kind for part in segment(f"{first}\n\n{BODY}")} == {Kind.SENTENCE}


def test_the_title_is_found_after_a_byline_and_a_caption() -> None:
    text = f"By Ann Miller\n\n(File photo of boats.)\n\nRiver Floods Three Towns\n\n{BODY}"
    kinds = [part.kind for part in segment(text)]
    assert kinds[:3] == [Kind.BOILERPLATE, Kind.CAPTION, Kind.TITLE]


@pytest.mark.parametrize("heading", HEADINGS)
def test_short_blocks_that_do_not_end_like_sentences_are_headings(heading: str) -> None:
    assert only(heading).kind is Kind.HEADING


@pytest.mark.parametrize(("caption", "claim"), CAPTIONS.items())
def test_captions_are_found_and_are_claims_only_as_full_sentences(caption: str, claim: bool) -> None:
    found = only(caption)
    assert (found.kind, found.claim) == (Kind.CAPTION, claim)


@pytest.mark.parametrize("notice", BOILERPLATE)
def test_what_the_page_adds_is_boilerplate(notice: str) -> None:
    assert only(notice).kind is Kind.BOILERPLATE


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_that_begin_like_something_else_stay_sentences(sentence: str) -> None:
    assert only(sentence).kind is Kind.SENTENCE


def test_a_long_paragraph_is_never_anything_but_body_text() -> None:
    paragraph = "Read more: " + BODY * 6
    assert {part.kind for part in segment(f"River Floods\n\n{paragraph}")} == {Kind.TITLE, Kind.SENTENCE}


def test_a_last_line_that_was_cut_off_is_not_taken_for_a_heading() -> None:
    assert (
        segment(f"River Floods\n\n{BODY}\n\nThe region then asked the army for more")[-1].kind
        is Kind.SENTENCE
    )
