"""The file of a reviewer's macros, in the state folder: YAML like the lists of commands in key maps."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from triage.core.codebook import Codebook
from triage.core.node import Node, Plain
from triage.errors import TriageError
from triage.keymap.arguments import bound_from
from triage.keymap.performed import Macro, Performed, is_register
from triage.store import atomic, hand_written
from triage.store.homes import state_home
from triage.store.yaml_error import YamlError, shortened

MOST = 500
"""Commands in one macro."""

_MOST_TIMES = 999
_FIELDS = ("command", "count", "line", "lines")
_LONGEST_NAME = 40


class MacroFile:
    """Macros by their letters, as they are in the file; what cannot be understood in it is left in it."""

    def __init__(self, reviewer: str, codebook: Codebook) -> None:
        self._reviewer, self._codebook = reviewer, codebook
        self.path = macros_path(reviewer)
        self.macros: dict[str, Macro] = {}
        self._others: dict[str, Node] = {}
        """What stands under letters that are left out."""
        self._own: dict[str, Macro] = {}
        """What was recorded and could not be written."""
        self._unreadable = ""
        self._stamp: tuple[int, int, int] | None = None

    def listed(self) -> str:
        """Return the letters there are."""
        return " ".join(sorted(self.macros))

    def read_again(self) -> list[str]:
        """Read the file if it is another one than before; return what is wrong in it, as untrusted text."""
        stamp = self._stamp_now()
        if stamp == self._stamp:
            return []
        self._stamp, self._unreadable = stamp, ""
        self.macros, self._others = dict(self._own), {}
        if stamp is None:
            return []
        found: list[str] = []
        try:
            text = self._content()
            root = hand_written.read(text, str(self.path), [])
            if not isinstance(root, Mapping) or not isinstance(root.get("macros"), Mapping):
                raise YamlError(str(self.path), 1, 1, "macros stand under 'macros', each under its letter")
            if root.get("schema") != "1":
                raise YamlError(str(self.path), 1, 1, "'schema' must be 1: a newer triage may be needed")
        except (OSError, TriageError) as error:
            self._unreadable = error.message if isinstance(error, TriageError) else f"{self.path}: {error}"
            return [self._unreadable]
        macros = root["macros"]
        assert isinstance(macros, Mapping)
        for letter, node in macros.items():
            macro = self._macro(letter, node)
            if isinstance(macro, str):
                self._others[letter] = node
                line, column = hand_written.place(text, ("macros", letter))
                found.append(f"{self.path}:{line}:{column}: {macro}")
            else:
                self.macros.setdefault(letter, macro)
        return found[: hand_written.MOST_WARNINGS]

    def put(self, letter: str, macro: Macro) -> str:
        """Keep a macro under its letter; return why it could not be written, nothing where it was."""
        self.read_again()
        self.macros[letter] = self._own[letter] = macro
        if self._unreadable:
            return self._unreadable
        if len(macro) > MOST:
            return f"it has more than {MOST} commands"
        nodes: dict[str, Node] = {**self._others, **{one: _node(self.macros[one]) for one in self.macros}}
        problem = self._write({one: nodes[one] for one in sorted(nodes)})
        if not problem:
            self._own.clear()
            self._stamp = self._stamp_now()
        return problem

    def _write(self, macros: Mapping[str, Node]) -> str:
        from triage.store.yaml_writer import visible, write

        about = (
            f"# Macros of {visible(self._reviewer)}. A list of plain commands can stand in a key map, too."
        )
        try:
            text = f"{about}\n{write({'schema': Plain('1'), 'macros': macros})}".encode()
            if len(text) > hand_written.SIZE:
                return f"all macros together are longer than {hand_written.SIZE:,} bytes"
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            atomic.replace(self.path, text)
        except (OSError, ValueError, TriageError) as error:
            return str(error)
        return ""

    def _content(self) -> bytes:
        if not os.path.isfile(self.path):  # a pipe would be waited for
            raise OSError("not a file")
        return hand_written.content(self.path)

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            status = os.stat(self.path)
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _macro(self, letter: str, node: Node) -> Macro | str:
        """Return the macro that stands under a letter, or what is wrong with it."""
        if not is_register(letter):
            return f"{shortened(letter)} is no letter or digit for a macro"
        items = node if isinstance(node, tuple) else (node,)
        if not 0 < len(items) <= MOST:
            return f"a macro has from 1 to {MOST} commands"
        macro = []
        for item in items:
            one = self._performed(item)
            if isinstance(one, str):
                return one
            macro.append(one)
        return tuple(macro)

    def _performed(self, item: Node) -> Performed | str:
        fields = {"command": item} if isinstance(item, str) else item
        if not isinstance(fields, Mapping) or not isinstance(fields.get("command"), str):
            return "a command is text, or has the fields command, count, line"
        unknown = next((name for name in fields if name not in _FIELDS), None)
        if unknown is not None:
            return f"the field {shortened(unknown)} is not known"
        bound = bound_from(str(fields["command"]), self._codebook)
        if bound is None or isinstance(bound, str):
            return bound or f"the codebook has not so many tags: {shortened(str(fields['command']))}"
        count = fields.get("count")
        if count is not None and not _is_count(count):
            return f"count is a number from 1 to {_MOST_TIMES}"
        lines = (*_items(fields.get("line", ())), *_items(fields.get("lines", ())))
        texts = tuple(str(line) for line in lines if isinstance(line, str))
        if len(texts) < len(lines):
            return "a line is text"
        return Performed(bound, int(str(count)) if _is_count(count) else None, texts)


def macros_path(reviewer: str) -> Path:
    """Return the file of a reviewer's macros; it need not exist."""
    import hashlib

    readable = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in reviewer)
    digest = hashlib.blake2b(reviewer.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return state_home() / "macros" / f"{readable[:_LONGEST_NAME]}-{digest}.yaml"


def _is_count(node: Node | None) -> bool:
    if not isinstance(node, str) or not (node.isascii() and node.isdecimal()):
        return False
    return len(node) < len(str(_MOST_TIMES)) + 1 and int(node) > 0


def _items(node: Node) -> tuple[Node, ...]:
    return node if isinstance(node, tuple) else (node,)


def _node(macro: Sequence[Performed]) -> Node:
    return tuple(map(_item, macro))


def _item(one: Performed) -> Node:
    """Return a command as it stands in the file: plain text, as in a key map, where that is all."""
    if one.count is None and not one.lines:
        return one.bound.text
    item: dict[str, Node] = {"command": one.bound.text}
    if one.count is not None:
        item["count"] = Plain(str(one.count))
    if len(one.lines) == 1:
        item["line"] = one.lines[0]
    elif one.lines:
        item["lines"] = one.lines
    return item
