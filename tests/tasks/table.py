"""The tasks: where each begins, the default keys that do it, and what is so afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.pressed import parts

ARTICLES = {
    "a.txt": """Dam of Velm breaks after night of rain

The dam above Velm broke at dawn, the mayor said. It flooded some 300 hectares of farmland.

She offered no proof. Two other papers say so.
""",
    "b.txt": """Velm counts its losses
About 1,200 people left their homes. The worst was over by noon. She offered no proof.
""",
}
"""What is under review: two articles, the second with a sentence of the first."""

DAM, FLOOD = (
    "The dam above Velm broke at dawn, the mayor said.",
    "It flooded some 300 hectares of farmland.",
)
PROOF = "She offered no proof."

Sidecars = Mapping[str, Mapping[str, Any]]
"""What the sidecars say, by the article's name."""


@dataclass(frozen=True)
class Task:
    """One task."""

    name: str
    given: str
    """Keys that lead to where it begins, see `tests.pressed`; `…` waits until something is found."""
    keys: str
    """Keys that do it."""
    shown: str
    """What is on the screen afterwards."""
    then: Callable[[Sidecars], object]
    """What is true of the sidecars afterwards."""
    about: str = ""
    """Where it begins, for the page."""

    @property
    def counted(self) -> int:
        """How many keys are pressed besides typed text."""
        return sum(1 for part in parts(self.keys.replace("…", "")) if not part.is_text)


def tags(sidecars: Sidecars, path: str = "a.txt") -> dict[str, str]:
    """Return the tags of the article's claims, by their words."""
    claims = sidecars.get(path, {}).get("claims", {})
    return {
        claim["quote"]: record["tag"]
        for claim in claims.values()
        for record in claim.get("tags", {}).values()
        if record["tag"] != "none"
    }


def record(sidecars: Sidecars, quote: str) -> Mapping[str, Any]:
    """Return what is recorded on the claim with these words in the first article."""
    claims = sidecars.get("a.txt", {}).get("claims", {}).values()
    found = [claim for claim in claims if claim["quote"] == quote]
    return found[0]["tags"]["ana"] if len(found) == 1 else {}


URL = "https://velm.example/report"

TASKS = (
    Task(
        "Tag a claim and go on", "", "v", "claim 2 of 4",
        lambda all_: tags(all_) == {DAM: "verified"}, "on an untagged claim",
    ),
    Task(
        "Move an edge by one word", "v k", "h", "edge moved",
        lambda all_: tags(all_) == {DAM.removesuffix(" said."): "verified"}, "on a claim",
    ),
    Task(
        "Cut a claim by three words", "v k", "3 h", "edge moved",
        lambda all_: tags(all_) == {"The dam above Velm broke at dawn": "verified"}, "on a claim",
    ),
    Task(
        "Add a web address as evidence", "v k", f"e `{URL}` enter", "evidence",
        lambda all_: [one["url"] for one in record(all_, DAM).get("evidence", ())] == [URL], "on a claim",
    ),
    Task(
        "Find the next disputed claim without evidence", f"d k e `{URL}` enter j v d g g",
        "; `tag:disputed -has:evidence` enter", "claim 3 of 4 · ✗ disputed",
        lambda all_: len(tags(all_)) == 3,
        "three claims are tagged, two of them disputed, one of these with evidence",
    ),
    Task(
        "Undo the last step and the one before it", "v d o", "2 u", "claim 2 of 4 · untagged",
        lambda all_: tags(all_) == {DAM: "verified"}, "three claims are tagged",
    ),
    Task(
        "Note a figure", "v k", "n `1,940 in two other papers` enter", "1,940 in two other papers",
        lambda all_: record(all_, DAM).get("note") == "1,940 in two other papers", "on a claim",
    ),
    Task(
        "Tag every repeat of a claim", "j j d k", "E … enter", "1 ",
        lambda all_: tags(all_, "b.txt") == {PROOF: "disputed"},
        "on a tagged claim that stands again elsewhere",
    ),
    Task(
        "Mark an article done and open the next unfinished one", "", "D", "About 1,200",
        lambda all_: all_["a.txt"]["reviews"]["ana"]["status"] == "done" if all_ else False, "in an article",
    ),
    Task(
        "Go back to where one was", "j F `worst` … enter", "ctrl+o", "claim 2 of 4",
        lambda all_: tags(all_) == {}, "a search led to another article",
    ),
    Task(
        "Split a claim and tag the second half", "v k", "s ) enter j d", "",
        lambda all_: len(tags(all_)) == 2 and set(tags(all_).values()) == {"verified", "disputed"},
        "on a tagged claim",
    ),
)  # fmt: skip
