"""What git knows of the folder: whether it can join sidecars there."""

from __future__ import annotations

from collections.abc import Iterator

from triage.doctor import Line, Place, ok, warn
from triage.store import git
from triage.store.git_setup import DRIVER

TOPIC = "git"


def lines(corpus: Place) -> Iterator[Line]:
    """Yield git's version and how it is set up for the corpus."""
    version = git.version()
    if not version:
        yield ok(TOPIC, "there is no git; nothing needs it")
        return
    yield ok(TOPIC, version)
    if not git.in_working_tree(corpus.path):
        yield ok(TOPIC, f"{corpus} is in no working tree")
    elif not git.asked_for(corpus.path):
        advice = "triage setup-git FOLDER: git would merge sidecars line by line"
        yield warn(TOPIC, "sidecars are not merged and shown by triage", advice)
    elif not git.setting(corpus.path, DRIVER):
        advice = "triage setup-git FOLDER, once in every clone"
        yield warn(TOPIC, "the merge driver is not set in this clone", advice)
    else:
        yield ok(TOPIC, "the merge driver is set")
