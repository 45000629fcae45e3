"""What is recorded on a claim, and taking it back."""

from __future__ import annotations

from triage.commands.command import Argument, Command

_GROUP = "Judging"

COMMANDS = (
    Command(
        "tag",
        "Tag the claim",
        "Put a tag on the current claim, save it, and go to the next untagged claim.",
        _GROUP,
        Argument.TAG,
        undoable=True,
        footer="tag",
    ),
    Command(
        "untag",
        "Take the tag off",
        "Take your tag off the current claim; note, confidence and evidence stay.",
        _GROUP,
        undoable=True,
        footer="untag",
    ),
    Command(
        "note",
        "Note",
        "Write a note on the current claim.",
        _GROUP,
        undoable=True,
        footer="note",
        asks=True,
    ),
    Command(
        "note.edit",
        "Note in the editor",
        "Write a long note in your editor: the one that is set, else that of VISUAL or EDITOR.",
        _GROUP,
        undoable=True,
    ),
    Command(
        "evidence",
        "Evidence",
        "Add a web address as evidence, then if you like its stance, a quotation, a note; or change some.",
        _GROUP,
        undoable=True,
        footer="evidence",
        asks=True,
    ),
    Command(
        "evidence.from-claim",
        "Evidence from a claim",
        "Pick a claim of any article as evidence for or against this one.",
        _GROUP,
        undoable=True,
        asks=True,
    ),
    Command(
        "evidence.open",
        "Open evidence",
        "Open evidence in your browser, after showing the address; a claim given as evidence is gone to.",
        _GROUP,
        asks=True,
    ),
    Command(
        "speaker",
        "Speaker",
        "Take the speaker that the sentence names, or type another one; empty takes it off.",
        _GROUP,
        undoable=True,
        asks=True,
    ),
    Command(
        "claim.relate",
        "Relate the claim",
        "Say that it says the same as another claim, conflicts with it or narrows it; or list such claims.",
        _GROUP,
        undoable=True,
        asks=True,
    ),
    Command(
        "codebook",
        "Codebook",
        "Show what each tag means, with its key and an example; there, keep that beneath the text.",
        _GROUP,
        asks=True,
    ),
    Command(
        "confidence.next",
        "Confidence",
        "Go on to the next confidence: high, medium, low, none.",
        _GROUP,
        undoable=True,
        footer="confidence",
    ),
    Command(
        "undo",
        "Undo",
        "Take the last step back and go to where it was made.",
        _GROUP,
        takes_count=True,
        footer="undo",
    ),
    Command("redo", "Redo", "Make the last undone step again.", _GROUP, takes_count=True),
)
