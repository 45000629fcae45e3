"""How keys are spelled, and which of them no terminal sends."""

from __future__ import annotations

import string

from triage.core.lazy import lazy
from triage.core.values import dataclass

_LONGEST = 60
"""Characters; what is longer is the name of no key."""

_FUNCTION = tuple(f"f{number}" for number in range(1, 25))
_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete")
NAMED = ("enter", "escape", "space", "tab", "backspace", *_MOVING, *_FUNCTION)
"""Keys that are no character."""

_MODIFIERS = ("alt", "ctrl", "shift", "super", "hyper", "meta")
_NEWER = frozenset({"super", "hyper", "meta"})
"""Only terminals with the kitty protocol send these, and what they send is clear."""

_CONTROL_SIGNS = frozenset("@\\]^_")
"""Signs that have a control character of their own."""

_CALLED = {
    "esc": "escape",
    "return": "enter",
    "cr": "enter",
    "ret": "enter",
    "newline": "enter",
    "spc": "space",
    "spacebar": "space",
    "bs": "backspace",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "page_up": "pageup",
    "prior": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "next": "pagedown",
    "control": "ctrl",
    "ctl": "ctrl",
    "option": "alt",
    "opt": "alt",
    "cmd": "super",
    "win": "super",
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "colon": ":",
    "semicolon": ";",
    "comma": ",",
    "full_stop": ".",
    "period": ".",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "at": "@",
    "circumflex_accent": "^",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
"""Other words for keys, from other programs, and the ones that are used here."""

_OTHER = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+backspace": "backspace",
    "ctrl+/": "ctrl+_",
    "ctrl+space": "ctrl+@",
    "ctrl+?": "backspace",
    "shift+space": "space",
    "alt+b": "ctrl+left",
    "alt+f": "ctrl+right",
    "alt+space": "space",
    "alt+backspace": "ctrl+w",
    "shift+backspace": "backspace",
}
"""What arrives when these are pressed in most terminals."""

_NOTHING = frozenset(
    {"alt+[", "alt+shift+o", "alt+]", "alt+shift+p", "alt+shift+x", "alt+enter", "alt+tab", "alt+escape"}
)
"""What terminals send for these is the beginning of something else, or nothing."""

_ABROAD = lazy(r"<?([CMASDcmas])-(.+?)>?")
"""As vim, Emacs, helix and kakoune spell keys."""
_MODIFIER_ABROAD = {"c": "ctrl", "m": "alt", "a": "alt", "s": "shift", "d": "super"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a key cannot be bound, with the right word where there is one."""

    problem: str


def spelled(keys: str) -> str | Wrong:
    """Return keys that are written apart by blanks as `Keymap` has them, or what is wrong with one."""
    names = keys.split()
    if not names:
        return Wrong("a key has a name")
    for name in names:
        found = _wrong(name)
        if found:
            return Wrong(found)
    if len(names) > 1 and "escape" in names:
        return Wrong("escape leaves a sequence, so it cannot be in one")
    return " ".join(names)


def _wrong(name: str) -> str:
    """Return what is wrong with the name of one key; nothing if it is right."""
    if len(name) == 1:
        return "" if name.isprintable() and not name.isspace() else "a character that cannot be seen"
    if len(name) > _LONGEST:
        return f"there is no key {name[:_LONGEST]}…"
    shown, right = name, _right(name)
    if right is None:
        import difflib

        close = difflib.get_close_matches(name.lower(), (*NAMED, *_CALLED), 1)
        meant = f"; did you mean {_CALLED.get(close[0], close[0])}?" if close else ""
        return f"there is no key {shown}{meant}"
    if right in _NOTHING:
        return f"terminals do not send {shown} as a key"
    if right in _OTHER:
        return f"terminals send {shown} as {_OTHER[right]}"
    *modifiers, base = _parts(right)
    if len(base) == 1 and right != base:
        problem = _of_character(modifiers, base, shown)
        if problem:
            return problem
    return "" if right == name else f"{shown} is written {right}"


def _of_character(modifiers: list[str], base: str, shown: str) -> str:
    """Return why a character with modifiers is no key; nothing if it is one."""
    if not _NEWER.isdisjoint(modifiers):
        return ""
    letter = base in string.ascii_lowercase
    if modifiers == ["ctrl"] and not (letter or base in _CONTROL_SIGNS):
        return f"most terminals send {shown} as {base}"
    if modifiers == ["ctrl", "shift"]:
        return f"most terminals send {shown} as ctrl+{base}"
    if modifiers == ["shift"]:
        return f"{shown} is written as the sign that it types"
    if "alt" in modifiers and not base.isalpha():
        return f"most terminals do not send {shown} as a key of its own"
    return ""


def _right(name: str) -> str | None:
    """Return the name as it should be written, None where nobody can tell what is meant."""
    abroad = _ABROAD().fullmatch(name)
    if abroad is not None:
        inner = _right(abroad[2])
        return None if inner is None else _right(f"{_MODIFIER_ABROAD[abroad[1].lower()]}+{inner}")
    if name.startswith("<") and name.endswith(">"):
        return _right(name[1:-1])
    if len(name) == 2 and name[0] == "^":
        return _right(f"ctrl+{name[1].lower()}")
    *modifiers, base = _parts(name)
    known = sorted({_CALLED.get(word.lower(), word.lower()) for word in modifiers})
    if any(word not in _MODIFIERS for word in known):
        return None
    if len(base) > 1:
        base = _CALLED.get(base.lower(), base.lower())
        if base not in NAMED and len(base) > 1:
            return None
    elif known and base.isupper() and len(base.lower()) == 1:
        # alt tells the two apart, ctrl does not: Ctrl+S is what people write for ctrl+s
        known = sorted({*known, "shift"}) if "alt" in known else known
        base = base.lower()
    if known == ["shift"] and base.isalpha() and len(base) == 1:
        return base.upper()
    return "+".join([*known, base])


def _parts(name: str) -> list[str]:
    """Return the modifiers and the key after them, which may be the plus sign."""
    if name == "+":
        return ["+"]
    if name.endswith("++"):
        return [*name[:-2].split("+"), "+"]
    return name.split("+")
