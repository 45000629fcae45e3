"""`triage check`: what is wrong in a folder, and in the codebook and key map that are used with it."""

from __future__ import annotations

from collections.abc import Sequence

from triage.cli import configured, options, places, printing, talk
from triage.core.codebook import Codebook
from triage.errors import UsageError
from triage.session.checking import Finding, check
from triage.store.codebook import shipped_codebook
from triage.store.corpus import Corpus

_ABOUT = """
Read everything in FOLDER, change nothing, and print what is wrong, one line each: sidecars that
cannot be read, claims that are not where they say, tags unknown to the codebook or without the note
or evidence that it requires, sidecars without their article, related claims that are not there,
texts that were not kept, articles that cannot be read, files left over; and what is wrong with the
codebook and the key map. A claim whose words are gone is printed with the place that is most like
it. Exit code 1 if there is anything; triage repair mends what can be mended surely.
"""

_EXAMPLES = """
  triage check
  triage check ~/articles --codebook lab.yaml
  triage check --json | jq -r '.[] | select(.kind == "orphan") | .problem'
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("check", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    options.add_codebook(made)
    options.add_keys(made)
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Print the findings; return 1 if there are any."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    findings: list[dict[str, object]] = []
    corpus = Corpus(root)
    codebook, doubts = _configuration(given.codebook, given.keys, given.bind, corpus)
    for text in doubts:
        findings.append({"path": "", "kind": "configuration", "line": 0, "column": 0, "problem": text})
        if not given.json:
            printing.line(text)
    for finding in check(corpus, codebook):
        findings.append(_object(finding))
        if not given.json:
            printing.line(f"{finding.place}: {finding.problem}")
    if given.json:
        printing.as_json(findings)
    elif not findings:
        talk.remark(f"{root}: nothing is wrong")
    return 1 if findings else 0


def _configuration(
    codebook: str | None, keys: str | None, binds: Sequence[str], corpus: Corpus
) -> tuple[Codebook, list[str]]:
    """Return the codebook to check with, and what is wrong with it and the key map."""
    doubts: list[str] = []
    try:
        tags, warnings = configured.codebook(codebook, corpus.root)
        doubts += warnings
    except UsageError as error:
        tags = shipped_codebook()
        doubts.append(error.message)
    try:
        doubts += configured.keymap(keys, binds, corpus.root, tags)[1]
    except UsageError as error:
        doubts.append(error.message)
    return tags, doubts


def _object(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "kind": str(finding.kind),
        "line": finding.line,
        "column": finding.column,
        "problem": finding.problem,
    }
