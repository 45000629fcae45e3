"""`triage search`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.store.index_files import index_path, writing


def test_each_article_with_all_of_the_words_is_printed_once(run: Run) -> None:
    assert run("search", "articles", "again", "Ferry").out == "inner/ferry.txt:1: Ferry runs again\n"
    assert run("search", "articles", "the").out == (
        "bridge.txt:1: Bridge closed after the flood\n"
        "inner/ferry.txt:3: The ferry runs again. It runs twice a day. The ferry runs late.\n"
    )


def test_a_word_is_whole_unless_it_ends_in_a_star(run: Run) -> None:
    answer = run("search", "articles", "fer")
    assert (answer.code, answer.out, answer.err) == (0, "", "nothing found\n")
    assert run("search", "articles", "fer*").out.startswith("inner/ferry.txt:1: ")


def test_words_in_quotes_of_their_own_stand_together(run: Run) -> None:
    assert run("search", "articles", '"it runs twice"').out.startswith("inner/ferry.txt:3: ")
    assert run("search", "articles", '"twice it runs"').out == ""


def test_the_json_says_where(run: Run, corpus: Path) -> None:
    (hit,) = run("search", "articles", "forty", "--json").value
    text = (corpus / "bridge.txt").read_text(encoding="utf-8")
    assert text[hit.pop("start") : hit.pop("end")] == "Forty"
    assert hit == {
        "path": "bridge.txt",
        "title": "Bridge closed after the flood",
        "line": 3,
        "text": text.splitlines()[2],
        "places": 1,
    }
    assert run("search", "articles", "nowhere", "--json").value == []


def test_three_ways_to_search_are_chosen_by_options(run: Run) -> None:
    assert run("search", "articles", "--words", "fer").out == ""
    (hit,) = run("search", "articles", "--literal", "erry runs", "--json").value
    assert (hit["path"], hit["places"]) == ("inner/ferry.txt", 3)
    assert run("search", "articles", "--regex", "^Ferry r.ns", "--json").value[0]["places"] == 1
    assert run("search", "articles", "re:/FERRY RUNS/i", "--json").value[0]["places"] == 3
    wrong = run("search", "articles", "--regex", "a(b")
    assert (wrong.code, wrong.out) == (2, "")
    assert "column 4: the regular expression is wrong: missing )" in wrong.err
    assert run("search", "articles", "--regex", "--words", "a").code == 2


def test_what_has_changed_since_the_last_search_is_found(run: Run, corpus: Path) -> None:
    assert run("search", "articles", "siren").out == ""
    (corpus / "bridge.txt").write_text("A siren\n", encoding="utf-8")
    assert run("search", "articles", "siren").out == "bridge.txt:1: A siren\n"


def test_no_more_than_the_limit_are_printed(run: Run) -> None:
    assert run("search", "articles", "the", "--limit", "1").out.count("\n") == 1
    for wrong in ("0", "-1", "many"):
        assert run("search", "articles", "the", "--limit", wrong).code == 2


def test_without_an_index_every_article_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    answer = run("search", "articles", "forty")
    assert answer.out.startswith("bridge.txt:3: ")
    assert answer.err.startswith("triage: warning: every article is read, there is no index: ")
    assert answer.code == 0


def test_while_another_program_writes_the_index_every_article_is_read(run: Run, corpus: Path) -> None:
    with writing(index_path(corpus)) as held:
        assert held
        answer = run("search", "articles", "forty")
    assert answer.out.startswith("bridge.txt:3: ")
    assert answer.err == "another program is making the index: every article is read\n"


@pytest.mark.parametrize("words", [[], ["articles"], ["articles", "..."], ["nowhere", "dam"]])
def test_what_cannot_be_meant_is_refused(run: Run, words: list[str]) -> None:
    assert run("search", *words).code == 2
