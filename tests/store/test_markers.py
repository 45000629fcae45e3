"""A text with git's conflict marks is taken apart into what it was made from."""

from __future__ import annotations

import pytest

from triage.store.markers import Versions, split


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n", Versions("a\nb\nd\n", "a\nc\nd\n", None)),
        ("<<<<<<<\n=======\nc\n>>>>>>>", Versions("", "c\n", None)),
        (
            "a\n<<<<<<< ours\nb\n||||||| 1a2b3c\nx\n=======\nc\n>>>>>>> theirs\nd",
            Versions("a\nb\nd", "a\nc\nd", "a\nx\nd"),
        ),
        ("<<<<<<< o\r\nb\r\n=======\r\nc\r\n>>>>>>> t\r\nd\r\n", Versions("b\r\nd\r\n", "c\r\nd\r\n", None)),
        (
            "<<<<<<< o\n1\n=======\n2\n>>>>>>> t\n-\n<<<<<<< o\n3\n=======\n4\n>>>>>>> t\n",
            Versions("1\n-\n3\n", "2\n-\n4\n", None),
        ),
        (
            "<<<<<<< o\nb\n||||||| base\n<<<<<<<<< x\n=========\n>>>>>>>>> y\n=======\nc\n>>>>>>> t\n",
            Versions("b\n", "c\n", "<<<<<<<<< x\n=========\n>>>>>>>>> y\n"),
        ),
        ("<<<<<<< o\nb\u2028=======\n=======\nc\n>>>>>>> t\n", Versions("b\u2028=======\n", "c\n", None)),
    ],
)
def test_the_versions_come_out_whole(text: str, versions: Versions) -> None:
    assert split(text) == versions


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\nb\n",
        "a\n=======\nb\n",
        "  <<<<<<< o\n=======\n  >>>>>>> t\n",
        "<<<<<<< o\na\n=======\nb\n",
        "<<<<<<< o\na\n>>>>>>> t\n",
        "a\n=======\nb\n>>>>>>> t\n",
        "<<<<<<< o\n<<<<<<< o\na\n=======\nb\n>>>>>>> t\n",
        "<<<<<<< o\na\n=======\nb\n=======\nc\n>>>>>>> t\n",
        "<<<<<<<o\na\n=======\nb\n>>>>>>>t\n",
    ],
)
def test_what_is_no_whole_conflict_is_left_alone(text: str) -> None:
    assert split(text) is None
