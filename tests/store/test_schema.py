"""The JSON Schema beside the codebook says what the program writes, and no less than what it reads."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
import yaml
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.store.test_sidecar import SIDECAR
from tests.strategies import annotated_articles
from triage.core.claim import Annotations, Confidence, Relation, Stance, State, Status
from triage.store.shipped import shipped
from triage.store.sidecar import dump, parse
from triage.store.sidecar_parts import KNOWN_KEYS

SCHEMA = json.loads((shipped("annotations") / "sidecar.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
README = (shipped("annotations") / "README.md").read_text(encoding="utf-8")


class TextTimes(yaml.CSafeLoader):
    """Loads as `yaml.safe_load` does, but keeps dates and times as text."""


TextTimes.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a sidecar as the schema expects it."""
    return yaml.load(text, Loader=TextTimes)


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(annotated_articles())
def test_whatever_is_written_fits_the_schema(annotations: Annotations) -> None:
    VALIDATOR.validate(loaded(dump(annotations)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda top: top.update(schema=2),
        lambda top: top.pop("source"),
        lambda top: top["source"].update(sha256="0f"),
        lambda top: top["reviews"]["ana"].update(status="maybe"),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"].pop("quote"),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"].update(start=-1),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"].update(at="2026-11-21"),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"].update(skip="yes"),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"]["related"][0].update(relation="of"),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"]["tags"]["ana"].pop("tag"),
        lambda top: top["claims"]["01JD3MZ8W4QXK7T2"]["tags"]["ana"]["evidence"][0].update(stance="no"),
    ],
)
def test_the_schema_refuses_what_a_sidecar_cannot_say(spoil: Callable[[Any], object]) -> None:
    good = loaded(SIDECAR)
    VALIDATOR.validate(good)
    spoilt = copy.deepcopy(good)
    spoil(spoilt)
    assert not VALIDATOR.is_valid(spoilt)


@pytest.mark.parametrize("part", ["source", "review", "claim", "related", "record", "evidence"])
def test_the_schema_and_the_program_know_the_same_keys(part: str) -> None:
    assert set(SCHEMA["$defs"][part]["properties"]) == KNOWN_KEYS[part]


def test_the_schema_and_the_program_know_the_same_top_keys() -> None:
    assert set(SCHEMA["properties"]) == KNOWN_KEYS["sidecar"]


@pytest.mark.parametrize(
    ("part", "key", "words"),
    [
        ("review", "status", Status),
        ("claim", "state", State),
        ("related", "relation", Relation),
        ("record", "confidence", Confidence),
        ("evidence", "stance", Stance),
    ],
)
def test_the_schema_and_the_program_know_the_same_words(part: str, key: str, words: type[StrEnum]) -> None:
    assert SCHEMA["$defs"][part]["properties"][key]["enum"] == list(words)


def test_every_key_is_described_in_the_readme() -> None:
    described = set(re.findall(r"^\| `([a-z0-9]+)` \|", README, re.MULTILINE))
    assert set().union(*KNOWN_KEYS.values()) <= described


def test_the_example_in_the_readme_fits_the_schema_and_is_written_the_same_way() -> None:
    example = re.search(r"```yaml\n(# triage: claims.*?)```", README, re.DOTALL)
    assert example is not None
    VALIDATOR.validate(loaded(example[1]))
    assert dump(parse(example[1], "README.md")) == example[1]
