"""Everything can be told apart in every theme, in grey, without colour, and in ASCII: by computing it."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from rich.style import Style
from textual.color import Color

import triage
from triage.core.codebook import Codebook, TagDefinition
from triage.core.signs import ASCII
from triage.core.themes import GROUNDS, NAMES, following
from triage.store.codebook import shipped_codebook
from triage.ui.colours import Coarse, colours_of
from triage.ui.contrast import HIGH, READABLE, SIGN, contrast
from triage.ui.dressing import in_letters
from triage.ui.driver import Output
from triage.ui.look import Colours, Look, look
from triage.ui.measures import BACKGROUND, DIM, FOREGROUND
from triage.ui.theme import (
    BLUE,
    CONTRAST,
    CONTRAST_LIGHT,
    DARK,
    GREEN,
    ORANGE,
    PURPLE,
    SKY_BLUE,
    VERMILION,
    YELLOW,
    every_theme,
    legible,
)

ROOT = Path(triage.__file__).parent
COLOURED = [name for name in NAMES if GROUNDS[name]]
ODD = Codebook(
    "odd",
    tuple(
        TagDefinition(name, name, name[0], "*", "*", name, "")
        for name in ("black", "white", "red", "#808080")
    ),
)
"""Tags in colours that would not be seen on one background or another."""


def ink(style: Style) -> Color:
    assert style.color is not None
    return Color.from_rich_color(style.color)


def paper(style: Style) -> Color:
    assert style.bgcolor is not None
    return Color.from_rich_color(style.bgcolor)


def of(name: str) -> tuple[Look, Color, list[Color], list[Color]]:
    """Return the look of a theme, its ink, its panes' backgrounds, and those of lines that stand out."""
    theme = legible(name)
    drawn = look(theme, Codebook("both", (*shipped_codebook().tags, *ODD.tags)))
    panes = [Color.parse(found) for found in (theme.background, theme.surface) if found]
    tinted = [paper(style) for style in (drawn.current, drawn.chosen, drawn.chosen_elsewhere, drawn.match)]
    return drawn, Color.parse(theme.foreground or ""), panes, tinted


def test_every_theme_can_be_chosen_and_the_first_picture_knows_its_colours() -> None:
    assert set(NAMES) == set(every_theme())
    for name in NAMES:
        theme = legible(name)
        if not theme.ansi:
            colours = theme.foreground, theme.background, look(theme, Codebook("", ())).dim.color
            assert GROUNDS[name] == tuple(
                (Color.parse(each) if isinstance(each, str) else Color.from_rich_color(each)).hex.lower()
                for each in colours
            ), name
    assert GROUNDS[DARK.name] == (FOREGROUND, BACKGROUND, DIM)
    assert [following(NAMES[-1], 1), following("none", 1), following(NAMES[1], -1)] == [NAMES[0]] * 3


@pytest.mark.parametrize("name", COLOURED)
def test_every_tag_is_read_on_every_ground_of_every_theme_also_in_grey(name: str) -> None:
    drawn, foreground, panes, tinted = of(name)
    tags = {tag: ink(style) for tag, style in drawn.tags.items()}
    high = name in (CONTRAST.name, CONTRAST_LIGHT.name)
    least = HIGH if high else READABLE
    for tag, colour in tags.items():
        grey = Color(*(round(255 * luminance_of(colour) ** (1 / 2.2)),) * 3)
        for ground in panes:
            assert contrast(colour, ground) >= least, tag
            assert contrast(grey, ground) >= 0.9 * least, tag
        for ground in tinted:
            assert contrast(colour, ground) >= (HIGH if high else SIGN), tag
    for ground in (*panes, *tinted):
        assert contrast(foreground, ground) >= least
    for style in (drawn.dim, drawn.accent, drawn.warning, drawn.error):
        for ground in (*panes, *tinted[:3]):
            assert contrast(ink(style), ground) >= least


def luminance_of(colour: Color) -> float:
    return 1.05 / contrast(colour, Color(255, 255, 255)) - 0.05


def test_a_tag_is_known_by_its_sign_alone() -> None:
    for codebook in (shipped_codebook(), in_letters(shipped_codebook())):
        assert len({tag.symbol for tag in codebook.tags}) == len(codebook.tags)
    assert all(tag.symbol.isascii() for tag in in_letters(shipped_codebook()).tags)


PALETTE = {ORANGE, SKY_BLUE, GREEN, YELLOW, BLUE, VERMILION, PURPLE}
MISSING_CONES = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB."""


@pytest.mark.parametrize("eyes", MISSING_CONES)
def test_all_eyes_tell_the_tags_of_the_default_theme_apart(eyes: str) -> None:
    drawn = look(DARK, shipped_codebook())
    assert {ink(style).hex.lower() for style in drawn.tags.values()} == {GREEN, VERMILION, SKY_BLUE}
    assert {DARK.primary, DARK.secondary, DARK.accent, DARK.warning, DARK.error, DARK.success} < PALETTE
    seen = [as_seen(ink(style), MISSING_CONES[eyes]) for style in drawn.tags.values()]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 40


def as_seen(colour: Color, matrix: tuple[tuple[float, float, float], ...]) -> list[float]:
    """Return the parts of a colour, 0 to 255, as eyes without one kind of cones see it."""
    linear = [(part / 255) ** 2.2 for part in colour.rgb]
    mixed = [sum(share * part for share, part in zip(row, linear, strict=True)) for row in matrix]
    return [255 * min(1, max(0, part)) ** (1 / 2.2) for part in mixed]


@pytest.mark.parametrize("colours", [Colours.NONE, Colours.SIXTEEN])
def test_without_many_colours_weight_lines_and_reversal_say_the_same(colours: Colours) -> None:
    drawn = look(DARK, shipped_codebook(), colours)
    styles = {
        "current": drawn.current,
        "chosen": drawn.chosen,
        "match": drawn.match,
        "dim": drawn.dim,
        "selected": drawn.selected,
    }
    flags = {name: (each.bold, each.reverse, each.underline, each.dim) for name, each in styles.items()}
    assert len(set(flags.values())) == len(flags)
    assert not any(style.bgcolor for style in styles.values())
    inks = {style.color.name for style in drawn.tags.values() if style.color}
    assert len(inks) == (0 if colours is Colours.NONE else len(drawn.tags))


def test_what_textual_draws_keeps_no_colour_but_stands_out_by_reversal() -> None:
    black, keep = Color(0, 0, 0), Style(bold=True, color="red", bgcolor="#111111")
    (plain,) = Coarse(Colours.NONE).apply([("x", keep, None)], black)  # type: ignore[list-item]  # as good as one
    assert plain.style == Style(bold=True)
    (named,) = Coarse(Colours.SIXTEEN).apply([("x", keep, None)], black)  # type: ignore[list-item]
    assert named.style == Style(bold=True, color="red")
    (cursor,) = Coarse(Colours.SIXTEEN).apply([("x", Style(bgcolor="#eeeeee"), None)], black)  # type: ignore[list-item]
    assert cursor.style == Style(reverse=True)


@pytest.mark.parametrize(
    ("system", "environment", "colours"),
    [
        ("truecolor", {"TERM": "xterm-256color"}, Colours.MANY),
        ("256", {"TERM": "tmux-256color", "NO_COLOR": ""}, Colours.MANY),
        ("256", {"TERM": "tmux-256color", "NO_COLOR": "0"}, Colours.NONE),
        ("standard", {"TERM": "linux"}, Colours.SIXTEEN),
        ("standard", {"TERM": "vt220"}, Colours.NONE),
        ("standard", {"TERM": "xterm-mono"}, Colours.NONE),
    ],
)
def test_the_terminal_says_how_many_colours_there_are(
    system: str, environment: dict[str, str], colours: Colours
) -> None:
    assert colours_of(system, environment) is colours


def literals(path: Path) -> Iterator[str]:
    """Yield the texts in a source, without those that document something and the patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def test_every_sign_of_ours_has_a_form_in_ascii() -> None:
    found = {
        (sign, path.name)
        for part in ("ui", "session", "commands")
        for path in (ROOT / part).rglob("*.py")
        if path.name not in ("painter.py", "sequences.py", "finding.py")  # which only look for them
        for text in literals(path)
        for sign in text
        if not sign.isascii()
    }
    assert {(sign, name) for sign, name in found if ord(sign) not in ASCII} == set()
    assert all(len(form) == 1 and form.isascii() for form in ASCII.values())
    states = [ASCII[ord(sign)] for sign in "○◐●–"]
    assert len({*states, "!"}) == 5


def test_what_the_terminal_cannot_show_takes_its_cells_all_the_same() -> None:
    sent = io.BytesIO()
    output = Output(io.TextIOWrapper(sent, "latin-1", "backslashreplace"))
    output.write("\x1b[1mé “水害” v\x1b[m")
    output.flush()
    assert sent.getvalue() == b"\x1b[1m\xe9 ?????? v\x1b[m"
