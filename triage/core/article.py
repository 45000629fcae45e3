"""An article's canonical text: what every position in triage refers to."""

from __future__ import annotations

from triage.core.values import dataclass

_PIECE = 1 << 20


def canonical(text: str) -> str:
    """Return decoded `text` without a leading byte order mark and with every line end as ``\\n``.

    ``\\r\\n`` and a lone ``\\r`` become ``\\n``; nothing else is changed, so that
    positions (code points, half open) mean the same to every program that reads a sidecar.
    """
    text = text.removeprefix("\ufeff")
    # In a long text one look is far quicker than two replacements of nothing.
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def digest(text: str) -> str:
    """Return the SHA-256 (64 hex digits) of canonical `text` in UTF-8."""
    import hashlib  # not when starting: it loads a library of its own

    summed = hashlib.sha256()
    for at in range(0, len(text), _PIECE):  # a whole copy of a long text is not needed at any moment
        summed.update(text[at : at + _PIECE].encode("utf-8", "surrogatepass"))
    return summed.hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its canonical text and how the bytes were understood."""

    path: str
    """Relative to the corpus, with ``/`` between folders."""
    text: str
    encoding: str
    """The name of the encoding that was used, as Python spells it."""
    sha256: str
    """Of the canonical text; what `source.sha256` in the sidecar says."""
    guessed: bool = False
    """Whether nothing in the bytes proved the encoding."""

    @property
    def read_as(self) -> str:
        """How the bytes were understood, in words; empty for UTF-8, which needs none."""
        if self.encoding in ("utf-8", "utf-8-sig", "ascii"):
            return ""
        return f"read as {self.encoding}" + (", which is a guess" if self.guessed else "")
