"""Writing the source of a manual page (man(7)), so that groff and mandoc read it alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from triage import __version__

_SIGNS = {
    "\\": "\\e",
    "-": "\\-",
    "'": "\\(aq",
    "`": "\\(ga",
    "^": "\\(ha",
    "~": "\\(ti",
    '"': "\\(dq",
}
"""Signs that these programs would set as others."""

BOLD, ITALIC, NORMAL = "\\fB", "\\fI", "\\fR"


def escaped(text: str) -> str:
    """Return `text` as it is to be seen; lines that begin with what a command begins with stay text."""
    signs = "".join(
        _SIGNS.get(sign) or (sign if sign.isascii() else f"\\[u{ord(sign):04X}]") for sign in text
    )
    return re.sub(r"^\.", "\\&.", signs, flags=re.MULTILINE)


def bold(text: str) -> str:
    """Return `text`, escaped, in bold."""
    return f"{BOLD}{escaped(text)}{NORMAL}"


def italic(text: str) -> str:
    """Return `text`, escaped, in italics."""
    return f"{ITALIC}{escaped(text)}{NORMAL}"


def page(parts: Iterable[str]) -> str:
    """Return a page of its parts; what begins a section begins a paragraph, too."""
    return re.sub(r"^(\.S[HS] .*\n)\.PP\n", r"\1", "".join(parts), flags=re.MULTILINE)


def head(name: str, section: int, about: str) -> str:
    """Return the beginning of the page `name`."""
    return (
        f'.TH {escaped(name.upper())} {section} "" "triage {__version__}" "triage"\n'
        f".SH NAME\n{escaped(name)} \\- {escaped(about)}\n"
    )


def section(title: str) -> str:
    """Return the heading of a section."""
    return f'.SH "{escaped(title.upper())}"\n'


def subsection(title: str) -> str:
    """Return the heading of a part of a section."""
    return f'.SS "{escaped(title)}"\n'


def paragraph(text: str) -> str:
    """Return a paragraph; `text` is escaped."""
    return f".PP\n{text}\n"


def item(term: str, text: str) -> str:
    """Return a term and, indented, what it is; both are escaped."""
    return f".TP\n{term}\n{text}\n"


def point(text: str) -> str:
    """Return one of a list; `text` is escaped."""
    return f".IP \\(bu 2\n{text}\n"


def literal(lines: Iterable[str]) -> str:
    """Return lines that stand as they are; they are escaped here."""
    return (
        ".PP\n.RS 4\n.nf\n"
        + "".join(f"{escaped(line)}\n" if line else "\\&\n" for line in lines)
        + ".fi\n.RE\n"
    )


def laid_out(text: str) -> str:
    """Return a text of paragraphs, of which those that are indented stand as they are."""
    made = []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        lines = block.split("\n")
        if all(line.startswith("  ") for line in lines):
            made.append(literal(line[2:] for line in lines))
        else:
            made.append(paragraph(escaped(block)))
    return "".join(made)


def see_also(pages: Sequence[tuple[str, int]]) -> str:
    """Return where to read on."""
    named = ",\n".join(f"{bold(name)}({number})" for name, number in pages)
    return section("See also") + named + "\n"
