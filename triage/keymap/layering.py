"""Laying key maps over each other: what a later one binds takes the place of what earlier ones bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from triage.commands import TAGGED, Mode, command
from triage.core.codebook import Codebook
from triage.core.node import Node
from triage.core.values import replace
from triage.keymap import PANES, Binding, Bound, Keymap, Options, Sources, starts
from triage.keymap.reading import QUIT, Finding, Layer, layer_from

NEEDED = ("quit", "help", "undo")
"""The commands without which a reviewer is lost."""

CODEBOOK = "the codebook"


def keymap_from(node: Node, codebook: Codebook) -> tuple[Keymap, list[Finding]]:
    """Return the key map that one parsed file makes with the keys of the codebook's tags."""
    layer, found = layer_from(node, codebook, "a key map")
    keymap, more = laid((layer,), codebook)
    return keymap, [*found, *more]


def laid(
    layers: Iterable[Layer],
    codebook: Codebook,
    files: tuple[str, ...] = (),
    sources: Sources | None = None,
) -> tuple[Keymap, list[Finding]]:
    """Lay `layers` over each other, the last one on top, and the keys of tags over all of them.

    What a layer binds for all modes takes the place of what was bound beneath it for any of them;
    so does a sequence with what it begins with, and a key with the sequences that begin with it.
    A tag's key that takes the place of something is a finding. One key quits, whatever is bound.
    """
    modes: dict[Mode, dict[str, Binding]] = {mode: {} for mode in Mode}
    name, options, prefixes = "", Options(), dict[str, str]()
    for layer in layers:
        for mode, bindings in layer.bindings.items():
            places = [mode] if mode is not Mode.ALL else [Mode.ALL, *PANES]
            for keys, binding in bindings.items():
                for place in places:
                    _clear(modes[place], keys, binding)
        for mode, bindings in layer.bindings.items():
            modes[mode] = {**bindings, **modes[mode]}  # of several keys the uppermost is shown
        name = layer.name or name
        prefixes |= layer.prefixes
        options = _with(options, layer.options)
    found = list(_tagged(modes, codebook)) if options.tag_keys else []
    _go_to_tagged(modes, codebook, options.tag_prefix)
    _let_quit(modes)
    return Keymap(name, modes, options, prefixes, files, sources), found


def lost(keymap: Keymap) -> Iterator[str]:
    """Yield what is to be said of commands without which a reviewer is lost, where no key runs them."""
    for name in NEEDED:
        without = [mode for mode in (Mode.LIST, Mode.TEXT) if not _is_run(keymap, mode, name)]
        if without:
            where = "" if len(without) > 1 else f" in the {without[0]}"
            but = f"; {QUIT} does, whatever a map says" if name == "quit" else ""
            yield f"no key runs {name}{where}{but}"


def translated(layers: Sequence[Layer], table: Mapping[str, str]) -> list[Layer]:
    """Return `layers` with each character on another key: the one at its place in another layout.

    Keys with ctrl or alt and keys with names stay: what they are is their letter or their name.
    """

    def moved(keys: str) -> str:
        return " ".join(table.get(key, key) for key in keys.split(" "))

    return [
        replace(
            layer,
            bindings={
                mode: {moved(keys): binding for keys, binding in bindings.items()}
                for mode, bindings in layer.bindings.items()
            },
            prefixes={moved(keys): name for keys, name in layer.prefixes.items()},
            options={
                name: _moved_option(name, value, moved, table) if isinstance(value, str) else value
                for name, value in layer.options.items()
            },
        )
        for layer in layers
    ]


def _moved_option(name: str, value: str, keys: Callable[[str], str], signs: Mapping[str, str]) -> str:
    return keys(value) if name == "tag-prefix" else "".join(signs.get(sign, sign) for sign in value)


def _clear(bindings: dict[str, Binding], keys: str, by: Binding) -> None:
    """Take out what cannot be there beside `keys`."""
    bindings.pop(keys, None)
    if by.macro:
        for start in starts(keys):
            bindings.pop(start, None)
    for longer in [other for other in bindings if other.startswith(f"{keys} ")]:
        del bindings[longer]


def _let_quit(modes: dict[Mode, dict[str, Binding]]) -> None:
    """Bind the key that leaves the program whatever else is bound."""
    leave = command("quit")
    assert leave is not None
    macro = (Bound(leave),)
    for mode in PANES:
        modes[mode].pop(QUIT, None)
    written = modes[Mode.ALL].get(QUIT)
    if written is None or written.macro != macro:
        modes[Mode.ALL] = {QUIT: Binding(macro), **modes[Mode.ALL]}
        modes[Mode.ALL][QUIT] = Binding(macro)


def _with(options: Options, said: Mapping[str, bool | float | str]) -> Options:
    return Options(
        bool(said.get("counts", options.counts)),
        float(said.get("popup", options.popup)),
        bool(said.get("tag-keys", options.tag_keys)),
        str(said.get("tag-prefix", options.tag_prefix)),
        str(said.get("labels", options.labels)),
    )


def _tagged(modes: dict[Mode, dict[str, Binding]], codebook: Codebook) -> Iterator[Finding]:
    """Bind the keys of tags in all modes, telling what they take the place of."""
    known = command("tag")
    assert known is not None
    tags: dict[str, Binding] = {}
    for tag in codebook.tags:
        binding = Binding((Bound(known, tag.name),), CODEBOOK, tag.key)
        for mode in (Mode.ALL, *PANES):
            for keys, taken in [*modes[mode].items()]:
                if keys != tag.key and not keys.startswith(f"{tag.key} "):
                    continue
                del modes[mode][keys]
                if taken.macro and taken.macro != binding.macro:
                    yield Finding(
                        ("modes", mode.value, taken.key),
                        f"{tag.key} tags {tag.name}, so {_it(keys, tag.key)} does not {taken.text} any more",
                        taken.file,
                    )
        tags[tag.key] = binding
    everywhere = modes[Mode.ALL]
    has_own = any(bound.command is known for binding in everywhere.values() for bound in binding.macro)
    modes[Mode.ALL] = {**everywhere, **tags} if has_own else {**tags, **everywhere}


def _go_to_tagged(modes: dict[Mode, dict[str, Binding]], codebook: Codebook, prefix: str) -> None:
    """Bind `prefix` and the key of a tag to go to the next claim with it, where nothing is in the way."""
    known = command("go.next")
    assert known is not None
    everywhere = modes[Mode.ALL]
    for tag in codebook.tags if prefix else ():
        keys = f"{prefix} {tag.key}"
        taken = {other for bindings in modes.values() for other, it in bindings.items() if it.macro}
        if keys in taken or not taken.isdisjoint(starts(keys)):
            continue
        if not any(other.startswith(f"{keys} ") for other in taken):
            everywhere[keys] = Binding((Bound(known, TAGGED + tag.name),), CODEBOOK, tag.key)


def _it(keys: str, key: str) -> str:
    return "it" if keys == key else keys


def _is_run(keymap: Keymap, mode: Mode, name: str) -> bool:
    """Whether a line of a map says so: what is built in does not count."""
    return any(
        bound.command.id == name and not binding.is_built_in
        for binding in keymap.table(mode).values()
        for bound in binding.macro
    )
