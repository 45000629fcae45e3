"""What is remembered of what was done: the last change, and what is recorded."""

from __future__ import annotations

from triage.commands import command
from triage.keymap import Bound
from triage.keymap.performed import Memory, Performed, told, with_count


def one(name: str, argument: str = "", count: int | None = None, *lines: str) -> Performed:
    """Return a command as it was done."""
    known = command(name)
    assert known is not None
    return Performed(Bound(known, argument), count, lines)


def test_the_last_that_changed_something_is_remembered() -> None:
    memory = Memory()
    tag, move = one("tag", "disputed"), one("go.next", "claim", 3)
    memory.did([tag], changed=True, choosing=False)
    memory.did([move], changed=False, choosing=False)
    assert [*memory.last] == [tag]
    both = (one("confidence.next"), tag)
    memory.did(both, changed=True, choosing=False)
    assert [*memory.last] == [*both]


def test_a_stretch_is_remembered_from_the_beginning_of_its_choice_on() -> None:
    memory = Memory()
    begin, word, tag = one("select.begin"), one("select.next", "word", 2), one("tag", "opinion")
    memory.did([begin], changed=False, choosing=True)
    memory.did([word], changed=False, choosing=True)
    memory.did([tag], changed=True, choosing=False)
    assert [*memory.last] == [begin, word, tag]
    memory.did([begin], changed=False, choosing=True)
    memory.did([one("cancel")], changed=False, choosing=False)
    memory.did([tag], changed=True, choosing=False)
    assert [*memory.last] == [tag]


def test_only_commands_that_can_be_done_again_are_recorded() -> None:
    memory = Memory()
    tag = one("tag", "disputed")
    memory.did([tag], changed=True, choosing=False)
    memory.begin("a")
    for name in ("macro.record", "palette", "help", "redraw", "quit"):
        memory.did([one(name)], changed=False, choosing=False)
    memory.did([tag], changed=False, choosing=False)
    assert memory.end() == ("a", (tag,))
    assert memory.register == ""
    memory.did([tag], changed=True, choosing=False)
    assert memory.end() == ("", ())


def test_a_count_takes_the_place_of_another_where_there_can_be_one() -> None:
    edge, tag = one("edge", "end-left", 3), one("tag", "disputed")
    assert with_count((edge,), None) == (edge,)
    assert with_count((edge,), 5) == (one("edge", "end-left", 5),)
    assert with_count((tag,), 5) is None
    assert with_count((edge, tag), 5) is None
    assert told((edge, one("note", "", None, "x" * 50))) == f"edge end-left ×3 + note: {'x' * 39}…"
