"""What is looked for by a regular expression: where it stands, and which words it cannot be without."""

from __future__ import annotations

from itertools import islice

from triage.core import expressions
from triage.core.filter_syntax import FilterError, tree
from triage.core.filter_syntax import Term as Condition
from triage.core.lazy import lazy
from triage.core.literal_pattern import first_of, terms_in
from triage.core.sought import MOST_PLACES, Place, Term

SECONDS = 1.0
"""How long a regular expression may look at one text."""

TOO_LONG = "the regular expression takes too long"

_PART = lazy(
    r"\\(?P<escaped>[^\w\s])|(?P<edge>\\b)|(?P<blank>\\[sn]|[$^])"
    r"|(?P<any>\\[dDwWSB]|\[\^?\]?(?:\\.|[^][\\])*\]|\.)"
    r"|(?P<open>\((?!\?)|\(\?(?:[:=!>]|<[=!]|P?<\w+>|i(?=\))))|(?P<close>\))|(?P<either>\|)"
    r"|(?P<repeated>[*?+]|\{[0-9]+(?:,[0-9]*)?\})|(?P<plain>[^][\\|*?+{}()])"
)
"""The pieces of an expression of which it is known which signs stand in a place of it."""

_SHORTEST = 3
"""Signs of the beginning of a word from which on it helps to know it."""


class Expression:
    """Capital letters count, unless it says otherwise; ``^`` and ``$`` are the ends of a line."""

    is_slow = True
    by_terms_alone = False

    def __init__(self, expression: str, *, any_case: bool = False, at: int = 0) -> None:
        """`at` is where it begins in the line that was typed. Raises FilterError."""
        self._pattern = expressions.compiled(expression, at, any_case=any_case, lines=True)
        self._span = at, at + len(expression)
        self._terms = tuple(dict.fromkeys(_terms(expression)))
        slashed = _SLASH().sub(r"\\\g<0>", expression)
        self.typed = f"re:/{slashed}/{'i' if any_case else ''}"
        self.seconds = SECONDS
        """How long it may look at one text."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return its places in `text`, in order. Raises FilterError where that takes too long."""
        try:
            return list(islice(expressions.spans(self._pattern, text, self.seconds), MOST_PLACES))
        except TimeoutError:
            raise FilterError(TOO_LONG, *self._span) from None

    def place(self, text: str) -> Place | None:
        """Return its first place; raises as `spans` does."""
        return first_of(self.spans(text), text)

    def terms(self) -> tuple[Term, ...]:
        """Return the words that it cannot be without."""
        return self._terms

    def is_surely_not_in(self, _: bytes) -> bool:
        """Return False: that is not known."""
        return False


_SLASH = lazy(r"(?<!\\)(?:\\\\)*/")


def between_slashes(line: str) -> Expression | None:
    """Return the expression in ``re:/…/`` or ``re:/…/i``; None while there is nothing in it.

    The last slash may be missing: it may be typed still. Raises FilterError.
    """
    start = len(line) - len(line.lstrip())
    bare = line.strip()
    if len(bare) <= len("re:/"):
        if not "re:/".startswith(bare.lower()):
            tree(bare)  # says what is missing
        return None
    try:
        node = tree(bare)
    except FilterError as error:
        if error.message.startswith("a regular expression stands") and bare[3] == "/":
            return Expression(bare[4:], at=start + 4)
        raise FilterError(error.message, error.start + start, error.end + start) from None
    if not isinstance(node, Condition):
        raise FilterError("after a regular expression nothing else is looked for", start, start + len(bare))
    if node.flags not in ("", "i"):
        message = "after a regular expression only i may stand: any case"
        raise FilterError(message, start + node.start, start + node.end)
    value = node.value
    return Expression(value, any_case=bool(node.flags), at=start + 4) if value else None


def _terms(expression: str) -> list[Term]:
    """Return terms from the signs that stand in the expression as they are, outside of all groups.

    None, where there are several branches, or anything whose meaning is not known here. Where a word
    begins by an edge (``\\b``), what is not seen is taken to be no part of it.
    """
    runs, depth, at = [""], 0, 0
    while at < len(expression):
        part = _PART().match(expression, at)
        if part is None or depth < 0 or (part.lastgroup == "either" and not depth):
            return []
        at, kind = part.end(), part.lastgroup
        depth += (kind == "open") - (kind == "close")
        least, at = _repeated(expression, at)
        if depth or kind in ("open", "close", "any", "repeated") or not least:
            runs.append("")
        elif kind == "edge":
            runs.append(" ")
        else:
            sign = " " if kind == "blank" else part[0][-1]
            runs[-1] += sign
            if kind == "blank" or least > 1:
                runs.append(sign)
    return [term for run in runs for term in terms_in(run) if not term.begun or len(term.word) >= _SHORTEST]


def _repeated(expression: str, at: int) -> tuple[int, int]:
    """Return how often at least what ends at `at` is there, two for more than once, and where it goes on."""
    least = 1
    for _ in range(2):  # a second sign says how greedy the first one is
        part = _PART().match(expression, at)
        if part is None or part.lastgroup != "repeated":
            break
        sign, at = part[0], part.end()
        if sign in "*?" or sign.startswith("{0"):
            least = 0 if least else least
        elif least:
            least = 2
    return least, at
