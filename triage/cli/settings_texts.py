"""What the table of settings is made into: a file with comments, a JSON Schema, a table for the docs."""

from __future__ import annotations

from collections.abc import Iterator

from triage.core.themes import NAMES
from triage.core.wording import MOTIONS
from triage.settings import SCHEMA, SETTINGS, Kind, Setting, held_by

_USER_HEAD = """\
# Your settings for triage. Take the # away before a line to set something.
# triage config show --origin tells what is in force, and triage config check what is wrong in here.
"""
_FOLDER_HEAD = """\
# Settings of triage that go with the articles in this folder; who reviews them can choose otherwise.
# Take the # away before a line to set something. What is about a person or a machine has no effect here.
"""


def commented(*, in_folder: bool) -> str:
    """Return a file in which nothing is set yet and everything is explained."""
    parts = [_FOLDER_HEAD if in_folder else _USER_HEAD, f"schema: {SCHEMA}\n"]
    parts += [
        f"# {known.help}\n# It is {known.kind}. Without it: {known.otherwise}.\n"
        f"# {_nearer(known)}\n# {known.name}: {known.example}\n"
        for known in held_by(in_folder=in_folder)
    ]
    return "\n".join(parts)


def _nearer(known: Setting) -> str:
    """Say what comes before the file."""
    option = f" and {known.option}" if known.option else ""
    if not known.variable:
        return "Nothing else can say otherwise."
    return f"The variable {known.variable}{option} can say otherwise."


def schema(*, in_folder: bool) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of a file of settings."""
    properties: dict[str, object] = {
        "schema": {"description": "The version of this format.", "const": SCHEMA},
    }
    for known in held_by(in_folder=in_folder):
        properties[known.name] = {
            "description": f"{known.help} Without it: {known.otherwise}.",
            "examples": [known.example],
            **_values(known),
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Settings of triage, {'of a folder' if in_folder else 'of a person'}",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }


def _values(known: Setting) -> dict[str, object]:
    if known.kind is Kind.VIEWS:
        return _views()
    if known.kind is Kind.NAME:
        from triage.store.settings import LONGEST_NAME

        return {"type": ["string", "null"], "maxLength": LONGEST_NAME}
    if known.kind is Kind.KEYS:
        from triage.store import keymaps

        file = {"type": ["string", "null"], "pattern": r"/|\.ya?ml$"}
        return {"anyOf": [{"enum": keymaps.names()}, file]}
    if known.kind is Kind.THEME:
        return {"enum": [*NAMES, None]}
    if known.kind is Kind.MOTION:
        return {"enum": [*MOTIONS, None]}
    if known.kind is Kind.SWITCH:
        return {"enum": ["on", "off", "yes", "no", True, False, None]}
    return {"type": ["string", "null"]}


def _views() -> dict[str, object]:
    from triage.core.order import ORDERS
    from triage.core.view import LONGEST_NAME

    view = {
        "type": "object",
        "properties": {"filter": {"type": "string"}, "sort": {"enum": [*ORDERS]}},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {
        "type": ["object", "null"],
        "propertyNames": {"maxLength": LONGEST_NAME},
        "additionalProperties": view,
        "examples": [{"mine": {"filter": "is:untagged", "sort": "progress"}}],
    }


def as_object(known: Setting) -> dict[str, object]:
    """Return what is known of a setting, for JSON."""
    return {
        "name": known.name,
        "kind": str(known.kind),
        "help": known.help,
        "default": known.otherwise,
        "option": known.option,
        "variable": known.variable,
        "in_folder": known.in_folder,
    }


def markdown() -> Iterator[str]:
    """Yield the lines of the table for the docs."""
    yield "| setting | what it is | without it | option | variable | in a folder's file |"
    yield "|---|---|---|---|---|---|"
    for known in SETTINGS:
        option = f"`{known.option}`" if known.option else ""
        variable = f"`{known.variable}`" if known.variable else ""
        yield (
            f"| `{known.name}` | {known.help} | {known.otherwise} | {option} | {variable} | "
            f"{'yes' if known.in_folder else 'no'} |"
        )
