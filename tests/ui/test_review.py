"""The review by keys: what is pressed, what is on disk, where the cursor is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.reviewing import FIRST, SECOND, app_on, corpus, judged, saved, screen, sidecar, until
from triage.commands import COMMANDS
from triage.store import atomic

BROKE = "The dam above Velm broke at dawn on Friday."
FLOODED = "It flooded some 300 hectares [of farmland], officials said."
RECKLESS = "Mayor Ada Korr called the company reckless."
NO_PROOF = "She offered no proof."


async def test_one_key_tags_a_claim_saves_it_and_goes_on(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "d", "o")
        await saved(pilot, app)
        assert judged(tmp_path) == {BROKE: "verified", FLOODED: "disputed", RECKLESS: "opinion"}
        passage = app.session.desk.passage
        assert passage is not None
        assert FIRST[passage.start : passage.end] == NO_PROOF


async def test_after_the_last_claim_the_next_article_opens(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "v", "v", "v")
        assert app.session.desk.path == "b.txt"
        await pilot.press("d", "o")
        await saved(pilot, app)
        assert set(judged(tmp_path, "b.txt").values()) == {"disputed", "opinion"}
        assert "every claim in this folder is tagged" in screen(app)


async def test_tags_work_from_the_list_on_the_article_shown(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "j", "v")
        await saved(pilot, app)
        assert list(judged(tmp_path, "b.txt").values()) == ["verified"]
        assert not (tmp_path / "a.txt.triage.yaml").exists()


async def test_enter_in_the_list_goes_to_the_text(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("tab", "down", "enter", "down", "v")
        await saved(pilot, app)
        assert list(judged(tmp_path, "b.txt")) == ["The mayor said that the worst was over."]


async def test_looking_writes_nothing(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(
            "j", "k", "J", "K", "tab", "tab", "pagedown", "pageup", "]", "[", "t", "T", "G", "g", "g"
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


async def test_undo_names_what_it_undid_and_takes_the_cursor_there(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v", "d", "v", "v", "v", "J", "u", "u")
        await saved(pilot, app)
        assert app.session.desk.path == "a.txt"
        passage = app.session.desk.passage
        assert passage is not None
        assert FIRST[passage.start : passage.end] == NO_PROOF
        assert "undid: tagged verified" in screen(app)
        assert judged(tmp_path)[NO_PROOF] == "none"
        await pilot.press("ctrl+r")
        await saved(pilot, app)
        assert judged(tmp_path)[NO_PROOF] == "verified"


async def test_x_takes_the_tag_off_and_keeps_the_note(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"odd", "enter", "v", "k", "x")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert (claim["tags"]["ana"]["tag"], claim["tags"]["ana"]["note"]) == ("none", "odd")


async def test_a_note_with_brackets_and_control_characters_is_kept_and_shown(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"see [b]here[/] [/]", "enter")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert claim["tags"]["ana"]["note"] == "see [b]here[/] [/]"
        assert "see [b]here[/] [/]" in screen(app)


async def test_escape_leaves_a_field_and_changes_nothing(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"never", "escape", "j")
        assert not app.session.saver.unsaved()
    assert not (tmp_path / "a.txt.triage.yaml").exists()


async def test_evidence_takes_an_address_a_stance_and_a_note(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e", *"https://example.org/report refutes table 3", "enter")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        (evidence,) = claim["tags"]["ana"]["evidence"]
        assert (evidence["url"], evidence["stance"], evidence["note"]) == (
            "https://example.org/report",
            "refutes",
            "table 3",
        )
        assert evidence["accessed"]


async def test_an_address_that_is_none_is_refused_and_can_be_mended(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("e", *"javascript:alert(1)", "enter")
        assert "not added" in screen(app)
        assert app.review.prompt.open
        await pilot.press("escape")
    assert not (tmp_path / "a.txt.triage.yaml").exists()


async def test_confidence_goes_round(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "c")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert claim["tags"]["ana"]["confidence"] == "medium"
        await pilot.press("c", "c")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert "confidence" not in claim["tags"]["ana"]


async def test_an_edge_moves_by_a_word_and_keeps_tag_note_and_evidence(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"why", "enter", "e", *"https://example.org", "enter", "v", "k", "h", "h", "L")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert claim["quote"] == "dam above Velm broke at dawn"
        record = claim["tags"]["ana"]
        assert (record["tag"], record["note"], len(record["evidence"])) == ("verified", "why", 1)
        await pilot.press("H", "l", "l")
        await saved(pilot, app)
        assert list(judged(tmp_path)) == [BROKE]


async def test_a_heading_becomes_a_claim_and_a_sentence_none(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "]", "v")
        assert "not judged" in screen(app)
        await pilot.press("X", "v")
        await saved(pilot, app)
        assert judged(tmp_path) == {"Who knew what": "verified"}
        await pilot.press("X")
        await saved(pilot, app)
        skipped = [claim for claim in sidecar(tmp_path)["claims"].values() if claim.get("skip")]
        assert [claim["quote"] for claim in skipped] == [RECKLESS]
        assert app.session.listing.entry("a.txt").claims == 4


async def test_done_is_kept_and_shown(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("D")
        await saved(pilot, app)
        assert sidecar(tmp_path)["reviews"]["ana"]["status"] == "done"
        assert "1 done" in screen(app)
        assert "●" in screen(app)


async def test_find_goes_to_the_words_and_escape_comes_back(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("/", *"proof", "enter")
        passage = app.session.desk.passage
        assert passage is not None
        assert FIRST[passage.start : passage.end] == NO_PROOF
        await pilot.press("home", "/", *"reckless", "escape")
        passage = app.session.desk.passage
        assert passage is not None
        assert FIRST[passage.start : passage.end] == BROKE


async def test_the_filter_lists_what_has_the_words(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.session.listing.entry("b.txt").known)
        await pilot.press("f", *"losses", "enter")
        assert [entry.path for entry in (app.session.listing[0],)] == ["b.txt"]
        assert len(app.session.listing) == 1
        await pilot.press("escape")
        assert len(app.session.listing) == 2


async def test_the_filter_is_typed_with_tab_and_says_what_is_wrong(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.session.listing.entry("b.txt").known)
        await pilot.press("d", "f", *"tag:", "tab")
        assert "tag:verified  tag:disputed  tag:opinion" in screen(app)
        await pilot.press("d", "tab", *"by:a", "tab")
        assert "tag:disputed by:ana " in screen(app)
        await until(pilot, lambda: len(app.session.listing) == 1)
        assert app.session.listing[0].path == "a.txt"
        await pilot.press(*"tga:", "tab")
        assert "filter, column 21: the field 'tga' is not known; did you mean tag?" in screen(app)
        await pilot.press("escape")
        assert len(app.session.listing) == 2


async def test_help_and_palette_open_and_leave(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("?")
        await pilot.pause()
        assert "Take the tag off" in screen(app)
        await pilot.press("escape", ":", *"confid", "enter")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert claim["tags"]["ana"]["confidence"] == "high"
        await pilot.press(":", *"confid", "enter")
        assert "does this" not in screen(app)
        await pilot.press(":", *"confid", "enter")
        assert "confidence low · c does this" in screen(app)


async def test_a_new_article_appears_and_the_cursor_stays(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "n", *"half a no")
        before = app.session.desk.passage
        (tmp_path / "0.txt").write_text("Fresh from Velm\n\nThe water is falling.\n", encoding="utf-8")
        await until(pilot, lambda: "Fresh from Velm" in screen(app))
        assert app.session.desk.passage == before
        await pilot.press("t", "e", "enter")
        await saved(pilot, app)
        (claim,) = sidecar(tmp_path)["claims"].values()
        assert (claim["quote"], claim["tags"]["ana"]["note"]) == (FLOODED, "half a note")


async def test_a_removed_article_goes_and_a_neighbour_is_shown(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        (tmp_path / "a.txt").unlink()
        await until(pilot, lambda: app.session.desk.path == "b.txt")
        assert "1 article " in screen(app)


async def test_what_another_reviewer_writes_appears(tmp_path: Path) -> None:
    mine, other = app_on(corpus(tmp_path)), app_on(tmp_path, "ben")
    async with mine.run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        await saved(pilot, mine)
        async with other.run_test(size=(120, 40)) as others:
            await others.press("K", "d")
            await saved(others, other)
        await until(pilot, lambda: "≠" in screen(mine))
        await pilot.press("k")
        assert "ben disputed" in screen(mine)
    tags = [claim["tags"] for claim in sidecar(tmp_path)["claims"].values() if claim["quote"] == BROKE]
    assert {name: record["tag"] for both in tags for name, record in both.items()} == {
        "ana": "verified",
        "ben": "disputed",
    }


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 10), (20, 5)])
async def test_every_size_is_drawn_and_resizing_keeps_the_claim(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_on(corpus(tmp_path, [FIRST * 5, SECOND]))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "j", "j", "j", "j", "j")
        before = app.session.desk.passage
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert app.session.desk.passage == before
        await pilot.press("tab", "tab", "v")
        await saved(pilot, app)
        assert screen(app).strip()


async def test_an_empty_folder_says_what_to_do_and_offers_the_samples(tmp_path: Path) -> None:
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "No articles here yet" in screen(app)
        assert "S  copies sample articles here" in screen(app)
        await pilot.press("v", "x", "n", "u", "j", "D", "/", "escape", "S")
        await until(pilot, lambda: app.session.desk.path is not None)
        await until(pilot, lambda: app.session.listing.totals().known >= 8)
        assert app.session.listing.totals().articles >= 8


async def test_files_that_cannot_be_reviewed_are_listed_with_the_reason(tmp_path: Path) -> None:
    corpus(tmp_path)
    (tmp_path / "0empty.txt").write_bytes(b" \n")
    (tmp_path / "1binary.txt").write_bytes(bytes(range(256)) * 4)
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.session.desk.path == "a.txt"
        await pilot.press("K", "v")
        assert "not text" in screen(app)
        assert "empty" in screen(app)


async def test_a_sidecar_that_does_not_parse_blocks_tagging_and_is_left_alone(tmp_path: Path) -> None:
    corpus(tmp_path)
    broken = "schema: 1\nclaims: {a: [\n"
    (tmp_path / "a.txt.triage.yaml").write_text(broken, encoding="utf-8")
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("v")
        assert "a.txt.triage.yaml:3:1" in screen(app) or "a.txt.triage.yaml:2" in screen(app)
        assert (tmp_path / "a.txt.triage.yaml").read_text(encoding="utf-8") == broken
        (tmp_path / "a.txt.triage.yaml").unlink()
        await until(pilot, lambda: not getattr(app.session.desk.opened, "blocked", "x"))
        await pilot.press("v")
        await saved(pilot, app)
        assert judged(tmp_path) == {BROKE: "verified"}


async def test_what_cannot_be_saved_is_kept_said_and_saved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "replace", full)
            await pilot.press("v")
            await until(pilot, lambda: "cannot save" in screen(app))
            assert "No space left" in screen(app)
            await pilot.press("q")
            assert "not saved" in screen(app)
        await saved(pilot, app)
        assert judged(tmp_path) == {BROKE: "verified"}


def test_every_command_has_an_action(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    assert set(app._actions.table) == {command.id for command in COMMANDS}


async def test_a_click_opens_an_article_and_puts_the_cursor_on_a_claim(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(app.review.articles, offset=(5, 3))
        assert app.session.desk.path == "b.txt"
        lines = screen(app).splitlines()
        (row,) = (number for number, line in enumerate(lines) if "The mayor said that the worst" in line)
        await pilot.click(app.review.text, offset=(20, row - 1))
        await pilot.press("o")
        await saved(pilot, app)
        assert list(judged(tmp_path, "b.txt")) == ["The mayor said that the worst was over."]


async def test_the_wheel_scrolls_and_leaves_the_cursor(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path, [FIRST * 8]))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.review.text.size.width == 51)
        await pilot.pause()
        before = screen(app)
        app.review.text.on_mouse_scroll_down()
        await pilot.pause()
        assert screen(app) != before
        app.review.text.on_mouse_scroll_up()
        await pilot.pause()
        assert screen(app) == before


async def test_an_encoding_that_was_guessed_is_said(tmp_path: Path) -> None:
    words = "Плотина прорвана ночью\n\nВода залила триста гектаров полей, сообщили власти. Мэр молчит.\n"
    (tmp_path / "a.txt").write_bytes(words.encode("cp1251"))
    app = app_on(tmp_path)
    async with app.run_test(size=(120, 40)):
        assert "read as cp1251, which is a guess" in screen(app)
        assert "Вода залила триста гектаров полей" in screen(app)
