"""Saved views of the list in files of settings: read, checked, and found by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from triage.core.node import Node
from triage.core.order import ORDERS
from triage.core.view import LONGEST_NAME, View
from triage.keymap.arguments import nearest
from triage.store import fields
from triage.store.fields import Problem
from triage.store.yaml_error import shortened

_FIELDS = ("filter", "sort")

MOST = 200
"""Views in a file."""


def taken(node: Mapping[str, Node], views: dict[str, View]) -> Iterator[Problem]:
    """Put what is right of the mapping under `views` there, and yield what is wrong."""
    for number, (name, value) in enumerate(node.items()):
        try:
            if number >= MOST:
                raise Problem(f"there are more than {MOST} views: those from here on are left out", name)
            views[name] = _view(name, value)
        except Problem as problem:
            yield problem.under("views")
            if number >= MOST:
                return


def views(root: Path) -> dict[str, View]:
    """Return the views by name: those of the corpus at `root`, then the person's own. Never raises.

    What is wrong in a file is left out, and told elsewhere: where the file is checked.
    """
    from triage.store import configuration, settings

    own = configuration.read(settings.config_path()).views
    of_folder = configuration.of_folder(root).views
    return {**of_folder, **{name: view for name, view in own.items() if name not in of_folder}}


def missing(name: str, known: Mapping[str, View]) -> str:
    """Return what to say where there is no view of this name."""
    if not known:
        return "there are no views; the setting views has them"
    close = nearest(name, known)
    return f"there is no view {shortened(name)}{close or f'; there are: {chr(32).join(known)}'}"


def _view(name: str, value: Node) -> View:
    """Return one view. Raises Problem."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise Problem(f"a view's name is at most {LONGEST_NAME} characters that can be seen", name)
    if not isinstance(value, Mapping):
        raise Problem(f"the view {shortened(name)} has filter or sort under it", name)
    for each in value:
        if each not in _FIELDS:
            raise Problem(f"a view has no {shortened(each)}{nearest(each, _FIELDS)}", name, each)
    try:
        query = fields.optional_text(value, "filter") or ""
        sort = fields.optional_text(value, "sort") or ""
        _check(query, sort)
    except Problem as problem:
        raise problem.under(name) from None
    if not query and not sort:
        raise Problem(f"the view {shortened(name)} has neither filter nor sort", name)
    return View(query, sort)


def _check(query: str, sort: str) -> None:
    """Raise Problem unless both can be understood. The tags of a filter are not known here."""
    from triage.core.filter import Filter, FilterError  # only files with views need it

    if not query.isprintable():
        raise Problem("'filter' holds a character that cannot be seen", "filter")
    try:
        Filter(query)
    except FilterError as error:
        raise Problem(f"column {error.start + 1} of the filter: {error.message}", "filter") from None
    if sort and sort not in ORDERS:
        raise Problem(f"there is no order {shortened(sort)}{nearest(sort, ORDERS)}", "sort")
