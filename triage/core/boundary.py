"""Which marks end a sentence, judged by the characters and words around each."""

from __future__ import annotations

import re

from triage.core import abbreviations as words
from triage.core.fullstop import NEXT_WORD, ends_with_stop, is_plain_word
from triage.core.lazy import lazy, skip_blanks

_LATIN_MARKS = ".!?…‽"
_OTHER_MARKS = "。！？｡．؟۔।॥։።፧။"
"""Marks of scripts where a sentence end shows without a capital, mostly without a blank, after it."""

_MARKS = _LATIN_MARKS + _OTHER_MARKS
_CLOSERS = "\"'”’»›)\\]}」』）】》〉"
_QUOTES = "\"'”’»›」』“‘«"
_EMOJI = "\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\u200d"

CANDIDATE = lazy(
    rf"(\.(?:[ \u00a0]\.){{2,}}|[{_MARKS}]+)"
    rf"((?:[{_MARKS}{_CLOSERS}]|[“«‘](?=\s|\Z)|\[\d{{1,3}}\])*)"
)
"""Marks (group 1) and what closes with them: quotes, brackets, note numbers (group 2)."""

_AFTER = lazy(
    rf"(?:\s*[{_EMOJI}]|\s+[?!]+(?=\s|\Z)|\s+[:;=][-^o']?[)(DPp](?=\s|\Z)"
    rf"|[ \u00a0\u202f][”»)\]}}’](?=[\s.,]|\Z)){{0,8}}"
)
"""What belongs to the sentence although a blank stands between."""

_OPENERS = lazy(r"[“‘’«‹„‚\"'(\[{¿¡*_#<>]*[ \u00a0\u202f]?")
_DASHES = lazy(r"[-–—―]+\s*")
_LABEL = lazy(r"(?:[•⁃▪●◦‣*-]\s*)?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,5})")
_CJK_SPEECH = lazy(r"[^，。、！？\s]{0,6}[说說问問道]|[とっ]")
_FILE_ENDINGS = frozenset(
    [
        "Com",
        "Net",
        "Org",
        "Js",
        "Py",
        "Io",
        "Ai",
        "Co",
        "Tv",
        "Uk",
        "Us",
        "Eu",
        "Ru",
        "Ua",
        "Doc",
        "Pdf",
        "Jpg",
        "Html",
        "Php",
        "Txt",
    ]
)


_LONGEST_PLAIN = 30
"""Letters; words that are longer are looked at like the others."""

_SURELY_NO_LABEL = 12
"""Code points from which on what stands before a full stop is no label of a list."""


def is_plain_end(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether `match` is an end of the commonest kind, of which `sentence_end` would find the same.

    That is a full stop between a word in small letters, which is no abbreviation, or a number, and a
    blank and a capital. Most ends are of that kind, and to see that takes a tenth of the time.
    """
    at, stop = match.span()
    if at - begin < _SURELY_NO_LABEL or stop - at != 1 or text[at] != ".":
        return False
    if stop + 1 >= end or text[stop] != " " or not "A" <= text[stop + 1] <= "Z":
        return False
    before = text.rfind(" ", max(begin, at - _LONGEST_PLAIN), at)
    return before >= 0 and is_plain_word(text[before + 1 : at], text[stop + 1])


def sentence_end(text: str, begin: int, match: re.Match[str], end: int, casual: bool) -> int:
    """Return where the sentence that began at `begin` ends, or 0 if it goes on past `match`.

    `match` is of `CANDIDATE` and ends before `end`, the end of the block. `casual`: the writer
    opens sentences with small letters.
    """
    at, stop = match.span()
    if match[1][0] in _OTHER_MARKS:
        return _unspaced_end(text, match, end)
    if match[2] and at > begin and text[at - 1] in "([":
        return 0
    if match[1] == "." and match[2] in ("", ")") and at - begin < 12 and _LABEL().fullmatch(text, begin, at):
        return 0
    following = skip_blanks(text, stop, end)
    if following == stop:
        return _glued_end(text, begin, match)
    after = _AFTER().match(text, stop, end)
    if after is not None and after.end() > stop:
        stop = after.end()
        following = skip_blanks(text, stop, end)
    elif text[following] == '"' and _closes(text, begin, following, end):
        stop = following + 1
        following = skip_blanks(text, stop, end)
    if following == end:
        return 0
    if " " in match[1] or "\u00a0" in match[1]:
        return _after_spaced_dots(text, begin, match, following, end)
    return stop if _opens(text, begin, match, following, end, casual) else 0


def _unspaced_end(text: str, match: re.Match[str], end: int) -> int:
    """Break after a mark that needs no blank, unless the quotation it closes goes on to who said it."""
    stop = match.end()
    following = text[stop]
    if following in "，、；：,;:—…" or following.islower():
        return 0
    if match[2] and _CJK_SPEECH().match(text, stop, min(end, stop + 8)):
        return 0
    return stop


def _glued_end(text: str, begin: int, match: re.Match[str]) -> int:
    """Break where the blank was forgotten (``ended.The next``), but not in names, files and addresses."""
    at, stop = match.span()
    if at == begin or not text[at - 1].islower() or len(match[1].rstrip(".")) + (match[1] == ".") != 1:
        return 0
    near = text[max(begin, at - 48) : at].split()
    rest = text[stop : stop + 48].split()
    if not near or not rest:
        return 0
    if text[stop] in "“‘«([" and rest[0][1:2].isupper():
        return stop
    word = NEXT_WORD().match(rest[0])
    if (
        word is None
        or not word[0][0].isupper()
        or not (word[0][1:2].islower() or word[0][:2] in ("I", "A", "I'", "I’"))
    ):
        return 0
    if word[0] in _FILE_ENDINGS or any(sign in near[-1] + rest[0] for sign in ("/", "@", "_", "www.", "=")):
        return 0
    if match[1] == "." and not match[2]:
        stem = near[-1].lstrip("“‘«\"'([")
        if (
            len(stem) < 2
            or not stem.isalpha()
            or (stem[0].isupper() and word[0].lower() not in words.STARTERS)
        ):
            return 0
        if rest[0][len(word[0]) :].startswith((".", "(")) and "." in rest[0].rstrip(".,;:!?"):
            return 0
        return stop if ends_with_stop(text, begin, at, stop, len(text)) else 0
    return stop


def _closes(text: str, begin: int, at: int, end: int) -> bool:
    """Whether the straight quote at `at`, after a blank, closes a quotation begun in this sentence."""
    if at + 1 < end and not text[at + 1].isspace():
        return False
    return text.count('"', max(begin, at - 1000), at) % 2 == 1


def _after_spaced_dots(text: str, begin: int, match: re.Match[str], following: int, end: int) -> int:
    """``word. . . . Next`` ends at its first dot, ``word . . . . Next`` at its last; three only pause."""
    word = NEXT_WORD().match(text, following, end)
    if word is None or not word[0][0].isupper():
        return 0
    if match[1].count(".") >= 4:
        attached = match.start() > begin and not text[match.start() - 1].isspace()
        return match.start() + 1 if attached and not match[2] else match.end()
    return 0


def _opens(text: str, begin: int, match: re.Match[str], following: int, end: int, casual: bool) -> bool:
    """Whether what stands at `following` can open a sentence after this mark."""
    dashes = _DASHES().match(text, following, end)
    if dashes is not None:
        if end - dashes.end() <= 60 or text[dashes.start() + 1].isdigit():
            return False
        following = dashes.end()
    opener = _OPENERS().match(text, following, end)
    first = opener.end() if opener else following
    if first >= end:
        return False
    letter = text[first]
    word = NEXT_WORD().match(text, first, end)
    if word is None:
        return _opens_without_word(text, begin, match, first, end)
    if letter.islower():
        if text.startswith(("http://", "https://", "www."), first):
            return True
        return _small_letter_opens(text, begin, match, first, end, casual)
    marks = match[1]
    if "!" in marks or "?" in marks:
        return not _goes_on(text, match, word[0], first, end)
    if marks[0] == "…" or len(marks) > 1:
        spaced = match.start() > begin and text[match.start() - 1].isspace()
        return not spaced or (word[0] != "I" and word[0].lower() in words.STARTERS)
    if match[2]:
        return True
    return ends_with_stop(text, begin, match.start(), first, end)


def _opens_without_word(text: str, begin: int, match: re.Match[str], first: int, end: int) -> bool:
    sign = text[first]
    if sign.isdigit():
        return match[1] != "." or bool(match[2]) or ends_with_stop(text, begin, match.start(), first, end)
    if sign in ".…":
        word = NEXT_WORD().match(text, min(end, first + 5), end) or NEXT_WORD().match(
            text, min(end, first + 4), end
        )
        return word is not None and word[0][0].isupper()
    if sign in ",;:)]}»”’/&+=|":
        return False
    if match[1] == "." and not match[2]:
        return ends_with_stop(text, begin, match.start(), first, end)
    return True


def _small_letter_opens(
    text: str, begin: int, match: re.Match[str], first: int, end: int, casual: bool
) -> bool:
    """Small letters go on with the sentence, but for names like iPhone, and for writers without capitals."""
    word = NEXT_WORD().match(text, first, end)
    if word and any(sign.isupper() for sign in word[0][1:3]):
        return True
    marks = match[1]
    if match[2] or marks[0] == "…" or marks.startswith("..") or (word and word[0] in words.REPORTING):
        return False
    if not casual:
        return len(marks) > 1 and set(marks) <= {"!", "?"}
    return marks != "." or ends_with_stop(text, begin, match.start(), first, end)


def _goes_on(text: str, match: re.Match[str], word: str, first: int, end: int) -> bool:
    """Whether ``?`` or ``!`` stands inside a sentence: in a name, or in a quotation whose speaker follows."""
    known = word.lower() in words.STARTERS
    if match[2] and match[2][-1] in _QUOTES and not known:
        for near in text[first : min(end, first + 80)].split()[:5]:
            if near.lower().rstrip(",.:") in words.REPORTING:
                return True
            if near[-1] in _MARKS and len(near) > 4:
                break
    if match[1] == "!" and not match[2] and not known:
        name = re.split(r"\W", text[max(0, match.start() - 16) : match.start()])[-1]
        return name[:1].isupper() and name.lower() in words.NAMES_WITH_MARK
    return False
