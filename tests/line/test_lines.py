"""A review in lines: the same judgements, files and undo as on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.line.lines import Typed, corpus, piped
from tests.session.helpers import Review
from tests.ui.reviewing import FIRST, SECOND, judged, sidecar
from triage.core.claim import Evidence, Stance
from triage.session.session import Session
from triage.store.corpus import Corpus


def bare(folder: Path) -> list[Any]:
    """Return what the sidecars say, without times and ids."""

    def without(value: Any) -> Any:  # noqa: ANN401 - whatever YAML says
        if isinstance(value, dict):
            return {key: without(each) for key, each in value.items() if key not in ("at", "accessed")}
        return [without(each) for each in value] if isinstance(value, list) else value

    found = []
    for path in sorted(folder.glob("*.yaml")):
        loaded = without(sidecar(folder, path.name.removesuffix(".triage.yaml")))
        found.append({**loaded, "claims": list((loaded["claims"] or {}).values())})
    return found


def test_the_same_judgements_give_the_same_sidecars_as_the_session_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lines").mkdir()
    (tmp_path / "session").mkdir()
    lines, other = corpus(tmp_path / "lines"), corpus(tmp_path / "session")
    typed = [
        *("v", "d", "tag opi", "k", "x", "undo 1", "ctrl+r"),
        *("gg", "note the number differs", "e", "https://example.org/a refutes by far", "c"),
        *("j", "3h", "claim.fit sentence", "2h", "J", "s", "enter", "v", "a", "D", "u", "D", "quit"),
    ]
    ended = piped(monkeypatch, capsys, lines, *typed)
    assert (ended.code, ended.err) == (0, "")

    session: Session = Review(other)
    session.tag("verified")
    session.tag("disputed")
    session.tag("opinion")
    session.desk.move(-1)
    session.untag()
    session.undo()
    session.redo()
    session.desk.move_to_end(-1)
    session.note("the number differs")
    session.add_evidence(Evidence("https://example.org/a", Stance.REFUTES, "", "by far"))
    session.cycle_confidence()
    session.desk.move(1)
    session.spans.edge("end-left", 3)
    session.spans.fit("sentence")
    session.spans.edge("end-left", 2)
    session.desk.move_article(1)
    session.spans.split()
    session.spans.make()
    session.tag("verified")
    session.spans.join()
    session.toggle_done()
    session.undo()
    session.toggle_done()
    session.close(10)
    assert bare(lines) == bare(other) != []
    assert [each["source"]["file"] for each in bare(lines)] == ["a.txt", "b.txt"]


def test_what_matters_is_told_first_and_one_thing_a_line(tmp_path: Path) -> None:
    typed = Typed(corpus(tmp_path), ["v", "n it was the second one", "c", "show", "quit"])
    assert typed.run() == 0
    assert typed.lines == [
        "article 1 of 2: Dam of Velm breaks after night of rain",
        "file a.txt, 0 of 4 claims tagged",
        "The dam above Velm broke at dawn on Friday.",
        "claim 1 of 4, untagged",
        "> v",
        "verified: “The dam above Velm broke at dawn on Friday.”",
        "It flooded some 300 hectares [of farmland], officials said.",
        "claim 2 of 4, untagged",
        "> n it was the second one",
        "note set",
        "note: it was the second one",
        "> c",
        "confidence high",
        "claim 2 of 4, untagged, confidence high",
        "> show",
        "article 1 of 2: Dam of Velm breaks after night of rain",
        "file a.txt, 1 of 4 claims tagged",
        "It flooded some 300 hectares [of farmland], officials said.",
        "claim 2 of 4, untagged, confidence high",
        "note: it was the second one",
        "before it: Dam of Velm breaks after night of rain The dam above Velm broke at dawn on Friday.",
        "> quit",
    ]


def test_an_empty_line_goes_on_and_a_question_is_answered_by_the_next_line_or_left(tmp_path: Path) -> None:
    typed = Typed(corpus(tmp_path), ["", "n", "so it was", "n", "", "n", "-", "quit"])
    typed.run()
    asks = "note, empty leaves it, - takes it off: "
    assert typed.prompts == ["> ", "> ", "note: ", "> ", asks, "> ", asks, "> "]
    assert [line for line in typed.lines if "note" in line and line[-1] != "n"] == [
        *("note: so it was", "note set", "note: so it was"),
        *("note: so it was", asks, "note: so it was", f"{asks}-", "note taken off"),
    ]
    assert "left as it was" in typed.lines


def test_a_list_of_articles_of_hits_and_of_what_waits_can_be_opened_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path)
    assert piped(monkeypatch, capsys, folder, "v", "v", "v").code == 0
    changed = FIRST.replace("300 hectares", "500 hectares").replace("Mayor Ada Korr called", "He calls")
    (folder / "a.txt").write_text(changed, encoding="utf-8")
    told = piped(
        *(monkeypatch, capsys, folder),
        *("list", "open 2", "open 1", "filter losses", "list", "filter -", "open losses", "open 9"),
        *("J", "K", "open a.txt", "w", "open 1", "claim 4", "text all"),
    )
    lines = told.out.splitlines()
    assert "2: Velm counts its losses, 0 of 2 tagged" in lines
    assert "1 of 2 articles are listed" in lines
    assert "1: Velm counts its losses, 0 of 2 tagged" in lines
    assert "article 2 of 2: Velm counts its losses" in lines
    assert "claim 2 of 4, verified, changed" in lines
    assert "was: It flooded some 300 hectares [of farmland], officials said." in lines
    assert any(line.startswith("1: changed; ana verified; was: It flooded some 300") for line in lines)
    assert "4, here, untagged: She offered no proof." in lines
    assert "heading: Who knew what" in lines
    assert told.err == "line 8: there is no article 9 here, the last is 2\n"
    assert told.code == 1


def test_a_claim_that_a_filter_means_is_gone_to_also_in_another_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path)
    told = piped(monkeypatch, capsys, folder, ";", "people left", "n so it is", "K", "go.next has:note", "v")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("About 1,200 people left their homes.\nclaim 1 of 2, untagged\n") == 2
    assert judged(folder, "b.txt") == {"About 1,200 people left their homes.": "verified"}
    assert "tag" in piped(monkeypatch, capsys, folder, "go.next nonsense:x").err


def test_the_corpus_is_searched_and_a_hit_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = piped(monkeypatch, capsys, corpus(tmp_path), "search people", "open 1", "search nowhere", "open 1")
    assert "1: Velm counts its losses, line 2: About 1,200 people left their homes." in told.out
    assert "article 2 of 2: Velm counts its losses" in told.out
    assert "nothing found\n" in told.out
    assert told.err == "line 4: there is no line 1 in the last list, there is none at all\n"


def test_an_empty_folder_says_so_and_can_be_given_the_samples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = piped(monkeypatch, capsys, tmp_path, "v", "text", "open 1", "list", "j", "n", "help", "q")
    assert "there are no articles here: samples copies some" in told.out
    assert told.err.startswith("line 1: there is no article here\n")
    assert told.code == 1
    told = piped(monkeypatch, capsys, tmp_path, "samples", "v")
    assert (told.code, told.err) == (0, "10 new articles\n")
    assert "10 sample articles copied\narticle 1 of 10: " in told.out
    assert "\nverified: " in told.out


def test_the_dashboard_is_told_in_words_and_what_needs_attention_is_opened_by_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path)
    assert piped(monkeypatch, capsys, folder, "J", "v", "K", "o").code == 0
    told = piped(monkeypatch, capsys, folder, "dashboard", "open 1")
    assert (told.code, told.err) == (0, "")
    assert "2 articles, 0 done, 2 of 6 claims tagged\n" in told.out
    assert "ana: 2 tagged, " in told.out
    assert "1 verdict without evidence, in 1 article\n1: 1 in Velm counts its losses\n" in told.out
    assert "open 1 goes to the first\narticle 2 of 2: Velm counts its losses\n" in told.out


def test_help_tells_of_all_of_one_command_and_of_the_tags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = piped(
        *(monkeypatch, capsys, corpus(tmp_path)),
        *("help", "help edge", "help text", "help gg", "help d", "palette evidence", "tags", "help nonsense"),
    )
    assert told.err == "line 8: there is no command and no key nonsense; palette lists them\n"
    assert "tag disputed, key d: Disputed\n" in told.out
    assert "edge end-left, key h: End a word left\n" in told.out
    assert "it takes a count, as in edge 3\n" in told.out
    assert "go.first: First claim. Go to" in told.out
    assert "tag disputed: Tag the claim disputed. Put a tag" in told.out
    assert "text: Tell the text from the current claim on" in told.out
    assert "evidence, key e: Evidence. Add a web address" in told.out
    assert "tag verified, key v: Verified, " in told.out


def test_nothing_of_an_article_or_a_note_moves_the_cursor_or_tears_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "Velm\x1b[2J counts\n\nThe river\x1b]0;x\x07 rose by \r two metres\u202e\u2028 on Friday.\n"
    folder = corpus(tmp_path, [hostile, SECOND])
    told = piped(
        monkeypatch, capsys, folder, "n a\x1b[31m\x00note", "e https://example.org/\x07", "\x1b[A", "text all"
    )
    for character in told.out + told.err:
        assert character == "\n" or character.isprintable()
    assert "␛[2J" in told.out
    monkeypatch.setenv("TRIAGE_ASCII", "on")
    (folder / "b.txt").write_text("Ä\n\nSo “ist” es… – naïve 東京.\n", encoding="utf-8")
    told = piped(monkeypatch, capsys, folder, "J")
    assert 'So "ist" es... - naive ??.' in told.out
    assert told.out.isascii()


def test_what_others_do_is_told_before_the_next_prompt_and_not_within_a_line(tmp_path: Path) -> None:
    folder = corpus(tmp_path)

    def others_act() -> None:
        ben = Review(folder, "ben")
        ben.tag("disputed")
        ben.note("no such dam")
        ben.close(10)
        (folder / "c.txt").write_text("Third\n\nA new one came.\n", encoding="utf-8")
        typed.look()
        typed.rest()
        typed.look()

    typed = Typed(folder, ["j", "k", others_act, "J", "quit"])
    typed.run()
    before = typed.lines[: typed.lines.index("> J")]
    assert "ben: disputed" in before
    assert "ben judged 2 claims in this article" in before
    assert any(line.startswith("new article: ") and line.endswith("c.txt") for line in before)


def test_what_is_found_while_a_line_is_typed_comes_after_what_the_line_was_meant_for(tmp_path: Path) -> None:
    folder = corpus(tmp_path)

    def cursor_moves() -> None:
        typed.session.desk.move(2)

    def text_changes() -> None:
        (folder / "a.txt").write_text(FIRST.replace("at dawn", "at noon"), encoding="utf-8")
        typed.look()
        typed.rest()

    typed = Typed(
        folder, ["v", lambda: typed.review.deliveries(cursor_moves), "d", text_changes, "gg", "quit"]
    )
    typed.run()
    told = typed.lines
    assert "verified: “The dam above Velm broke at dawn on Friday.”" in told
    assert "disputed: “She offered no proof.”" in told
    assert "claim 1 of 4, verified, changed" in told
    assert "was: The dam above Velm broke at dawn on Friday." in told


def test_a_list_of_commands_is_one_step_and_another_command_ends_the_choosing_of_a_stretch(
    tmp_path: Path,
) -> None:
    folder, keys = corpus(tmp_path), "b: [tag disputed, go.previous claim, confidence.next]"
    typed = Typed(folder, ["b", "j", "u", "V", "3h", "go.last", "quit"], keys)
    assert typed.run() == 0
    assert "confidence high" in typed.lines
    assert any(line.startswith("undid: 2 steps") for line in typed.lines)
    assert [*judged(folder).values()] == ["none"]
    assert typed.session.desk.selection is None
    assert typed.lines[-1] == "> quit"
    assert "claim 4 of 4, untagged" in typed.lines[-3:]


def test_two_reviews_of_one_folder_keep_what_both_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path)
    typed = Typed(folder, ["v", lambda: piped(monkeypatch, capsys, folder, "j", "d"), "J", "o", "quit"])
    assert typed.run() == 0
    assert judged(folder) == {
        "The dam above Velm broke at dawn on Friday.": "verified",
        "It flooded some 300 hectares [of farmland], officials said.": "disputed",
    }


def test_a_failed_save_is_told_and_leaving_with_it_ends_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = corpus(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(Corpus, "save", no_room)
        typed = Typed(folder, ["v", "q", "q"])
        assert typed.run() == 3
        assert "cannot save, kept and tried again: a.txt: No space left on device" in typed.lines
        assert any(line.startswith("not saved: a.txt. Leave again to end") for line in typed.lines)
        ended = piped(patched, capsys, folder, "d", "q")
        assert ended.code == 3
        assert "a.txt: not saved; kept in the journal" in ended.err
    assert piped(monkeypatch, capsys, folder).code == 0
    assert sorted(judged(folder).values()) == ["disputed", "verified"]


def test_a_mistake_in_a_pipe_is_told_with_its_line_the_rest_goes_on_and_it_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = corpus(tmp_path)
    ended = piped(monkeypatch, capsys, folder, "v", "nonsense", "v d", "x" * 200_000, "z", "d")
    assert ended.code == 1
    first, second, third, fourth = ended.err.splitlines()
    assert first == "line 2: there is no key and no command nonsense; help lists them"
    assert second == "line 3: tag verified takes nothing behind it: d"
    assert third.startswith("line 4: a line has no more than 100,000 characters")
    assert fourth.startswith("line 5: jump: there are no labels here")
    assert sorted(judged(folder).values()) == ["disputed", "verified"]
    assert piped(monkeypatch, capsys, folder, "o", "").code == 0
