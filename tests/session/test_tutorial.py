"""Each step of the tutorial goes on when it was really done, and not before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.helpers import CODEBOOK, Review, write
from triage.commands import CHOICES, COMMANDS, command
from triage.core.evidence import parse_evidence
from triage.errors import RefusedError
from triage.session.tutorial import TASKS, Task, Tutorial
from triage.store import practice

ONE = "Dam\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt. It rained.\n"
ADDRESS = parse_evidence("https://example.org", "2026-11-22")
TWO = "Mayor\n\nThe mayor resigned on Monday. A vote follows in May. The council is split.\n"


PLAYED: tuple[tuple[str, Callable[[Review], object] | None, str], ...] = (
    ("go.next claim", None, "Moving"),
    ("go.previous claim", None, "Judging"),
    ("note", lambda review: review.note("no tag"), "Judging"),
    ("tag verified", lambda review: review.tag("verified"), "Rhythm"),
    ("tag disputed", lambda review: review.tag("disputed"), "Rhythm"),
    ("tag opinion", lambda review: review.tag("opinion"), "Undo"),
    ("undo", None, "Undo"),
    ("undo", lambda review: review.undo(), "Edges"),
    ("edge end-left", None, "Edges"),
    ("edge end-left", lambda review: review.spans.edge("end-left"), "Note"),
    ("note", lambda review: review.note(""), "Note"),
    ("note", lambda review: review.note("see the log"), "Evidence"),
    ("evidence", lambda review: review.add_evidence(ADDRESS), "What is left"),
    ("go.next claim", None, "What is left"),
    ("go.next untagged", None, "Finding"),
    ("find", lambda review: review.find("nothing like it"), "Finding"),
    ("find", lambda review: review.find("river"), "Articles"),
    ("article.next", lambda review: review.desk.open("b.txt"), "Filter"),
    ("filter", lambda review: review.sieve.ask("mayor"), "All again"),
    ("cancel", None, "All again"),
    ("cancel", lambda review: review.sieve.ask(""), "Help"),
    ("help", None, "Palette"),
    ("confidence.next", None, "Palette"),
    ("palette", None, "Palette"),
    ("confidence.next", None, "Done"),
    ("article.done", lambda review: review.toggle_done(), "The end"),
)
"""What is run, what comes of it, and the step after it."""


def test_every_step_goes_on_when_it_was_done(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE, "b.txt": TWO})
    review = Review(tmp_path)
    kept: list[int] = []
    tutorial = Tutorial(0, kept.append)
    tutorial.attend(review)
    for number, (name, act, then) in enumerate(PLAYED):
        tutorial.ran(name)
        if act is not None:
            act(review)
        tutorial.look()
        assert (number, tutorial.task.name) == (number, then)
    assert "well done" in review.said.text
    finished = [tutorial.is_finished]
    tutorial.ran("quit")
    tutorial.look()
    assert [*finished, tutorial.is_finished] == [False, True]
    assert "triage export" in tutorial.last_words(tmp_path)[0]
    assert kept == [*range(1, len(TASKS)), len(TASKS)]
    review.close(5)


def test_steps_can_be_skipped_and_left_and_taken_up_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": ONE})
    review = Review(tmp_path)
    tutorial = Tutorial(5)
    tutorial.attend(review)
    assert tutorial.task.name == "Note"
    tutorial.skip()
    assert tutorial.last_words(tmp_path) == [
        "the tutorial goes on at step 7 of 16, Evidence: triage tutorial"
    ]
    for _ in TASKS:
        tutorial.skip()
    assert (tutorial.is_finished, tutorial.task.name) == (True, "The end")
    review.close(5)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_keys_that_a_step_names_are_those_of_commands(task: Task) -> None:
    for name in re.findall(r"\{([^{}]+)\}", task.text):
        command_id, _, argument = name.partition(" ")
        known = command(command_id)
        assert name == "tags" or known in COMMANDS
        assert not argument or (known is not None and argument in CHOICES[known.argument])
    assert len(CODEBOOK.names()) >= 3


def test_the_samples_are_copied_into_a_folder_of_its_own_only(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "x").touch()
    with pytest.raises(RefusedError, match="there is something in it"):
        practice.made(theirs)
    assert [each.name for each in theirs.iterdir()] == ["x"]
    assert practice.last() is None
    made = practice.made(tmp_path / "new")
    assert len([*made.glob("*.txt")]) + len([*made.glob("*.md")]) > 4
    practice.keep(made, 3)
    assert practice.last() == (made, 3)
    assert practice.made(made) == made
    (made / ".triage-tutorial").unlink()
    assert practice.last() is None
