"""Public test sets of sentence segmentation, where they are at hand beside the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from triage.core.segment import sentences

SETS = Path(__file__).resolve().parents[3] / "shared" / "data"


def read(name: str) -> Any:  # noqa: ANN401 (it is JSON)
    path = SETS / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return json.loads(path.read_text(encoding="utf-8"))


def test_at_least_44_of_the_48_english_golden_rules_hold() -> None:
    rules = read("golden_rules_en.json")["rules"]
    broken = [
        rule["n"]
        for rule in rules
        if [rule["text"][start:end] for start, end in sentences(rule["text"])] != rule["sentences"]
    ]
    assert len(rules) - len(broken) >= 44, f"broken: {broken}"


def test_sentences_of_english_web_text_are_found_with_an_f1_of_083_at_least() -> None:
    right = found = wanted = 0
    for document in read("ud_ewt_test_sentences.json")["docs"]:
        gold = {(start, end) for start, end in document["sentences"]}
        spans = set(sentences(document["text"]))
        right += len(gold & spans)
        found += len(spans)
        wanted += len(gold)
    assert 2 * right / (found + wanted) >= 0.83
