"""Saved views of the list, and its order, as they are picked by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from triage.core.order import BY_NAME, ORDERS, By
from triage.core.plain import plain
from triage.core.view import View
from triage.session.state import Tone
from triage.store import views as saved

if TYPE_CHECKING:
    from triage.session.session import Session


def views(session: Session) -> Mapping[str, View]:
    """Return the views that there are by now; the files are read anew, which takes few milliseconds."""
    return saved.views(session.corpus.root)


def show(session: Session, name: str) -> None:
    """List what the view of this name means, in its order; without a name everything by name."""
    name = name.strip()
    known = views(session) if name else {}
    view = known.get(name) if name else View()
    if view is None:
        session.say(plain(saved.missing(name, known)), Tone.WARNING)
        return
    if session.has("sorting") or view.order != BY_NAME:
        session.sorting.ask(view.order)
    session.say(f"view {plain(name)}" if name else "all articles, by name")
    if session.listing.query or view.filter:
        session.sieve.ask(view.filter)


def sort(session: Session, word: str) -> None:
    """List in the order of this name; by what it is listed already, the other way round."""
    order = ORDERS.get(word.strip())
    if order is None:
        session.say(f"there is no order {plain(word.strip())}: {', '.join(By)}", Tone.WARNING)
    elif order.reversed:
        session.sorting.ask(order)
    else:
        session.sorting.choose(order.by)


def completed(line: str, cursor: int, known: Mapping[str, View]) -> tuple[str, int, str]:
    """Go on with the name of a view as far as that is sure; return also which there are, untrusted text."""
    begun = line[:cursor]
    found = sorted(name for name in known if name.startswith(begun))
    if not found:
        return line, cursor, ""
    first, last = found[0], found[-1]
    common = first[: next((at for at, sign in enumerate(first) if last[at : at + 1] != sign), len(first))]
    return common, len(common), "  ".join(found)
