"""Steps as JSON has them, and back again: what the journal keeps of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from triage.core.claim import (
    Anchor,
    Confidence,
    Evidence,
    Related,
    Relation,
    Review,
    Stance,
    State,
    Status,
    TagRecord,
)
from triage.core.node import Extra, Node, Plain
from triage.session.changes import (
    Change,
    Description,
    DescriptionChange,
    RecordChange,
    SpanChange,
    StatusChange,
    Step,
)

Object = dict[str, object]


def step_object(step: Step) -> Object:
    """Return `step` as JSON has it."""
    return {
        "id": step.id,
        "label": step.label,
        "path": step.path,
        "place": list(step.place),
        "changes": [_change_object(change) for change in step.changes],
        **({"group": step.group} if step.group else {}),
        **({"many": True} if step.of_many else {}),
    }


def step_from(written: Mapping[str, object]) -> Step:
    """Return the step that `step_object` wrote. Raises ValueError for anything else."""
    try:
        start, end = _list(written["place"])
        return Step(
            label=_text(written["label"]),
            path=_text(written["path"]),
            place=(_number(start), _number(end)),
            changes=tuple(_change_from(_object(change)) for change in _list(written["changes"])),
            id=_text(written["id"]),
            group=_text(written.get("group", "")),
            of_many=written.get("many") is True,
        )
    except (LookupError, TypeError, ValueError) as error:
        raise ValueError(f"no step: {error}") from None


def anchor_object(anchor: Anchor) -> Object:
    """Return `anchor` as JSON has it."""
    return {
        "quote": anchor.quote,
        "start": anchor.start,
        "end": anchor.end,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "at": anchor.at,
        **({} if anchor.state is State.EXACT else {"state": str(anchor.state)}),
        **({"skip": True} if anchor.skip else {}),
        **({"was": anchor.was} if anchor.was else {}),
        **({"added": True} if anchor.added else {}),
    }


def anchor_from(written: object) -> Anchor:
    """Return the anchor that `anchor_object` wrote. Raises ValueError or TypeError for anything else."""
    fields = _object(written)
    if not {"quote", "start", "end", "at"} <= fields.keys():
        raise ValueError("no anchor")
    return Anchor(
        quote=_text(fields["quote"]),
        start=_number(fields["start"]),
        end=_number(fields["end"]),
        prefix=_text(fields.get("prefix", "")),
        suffix=_text(fields.get("suffix", "")),
        at=_text(fields["at"]),
        state=State(_text(fields.get("state", "exact"))),
        skip=fields.get("skip") is True,
        was=_text(fields.get("was", "")),
        added=fields.get("added") is True,
    )


def record_object(record: TagRecord) -> Object:
    """Return `record` as JSON has it; what is empty is left out."""
    return {
        "tag": record.tag,
        "at": record.at,
        **({"note": record.note} if record.note else {}),
        **({"confidence": str(record.confidence)} if record.confidence else {}),
        **({"evidence": [_evidence_object(piece) for piece in record.evidence]} if record.evidence else {}),
        **_extra_object(record.extra),
    }


def _change_object(change: Change) -> Object:
    if isinstance(change, RecordChange):
        before = None if change.before is None else record_object(change.before)
        after = record_object(change.after)
        return {"claim": change.claim, "reviewer": change.reviewer, "before": before, "after": after}
    if isinstance(change, DescriptionChange):
        described = description_object(change.before), description_object(change.after)
        return {"claim": change.claim, "described": True, "before": described[0], "after": described[1]}
    if isinstance(change, SpanChange):
        span = None if change.before is None else anchor_object(change.before)
        return {"claim": change.claim, "before": span, "after": anchor_object(change.after)}
    review = None if change.before is None else review_object(change.before)
    return {"reviewer": change.reviewer, "before": review, "after": review_object(change.after)}


def _change_from(written: Object) -> Change:
    before, after = written["before"], written["after"]
    if "claim" not in written:
        review = None if before is None else _review_from(before)
        return StatusChange(_text(written["reviewer"]), review, _review_from(after))
    claim = _text(written["claim"])
    if written.get("described") is True:
        return DescriptionChange(claim, _description_from(before), _description_from(after))
    if "reviewer" not in written:
        return SpanChange(claim, None if before is None else anchor_from(before), anchor_from(after))
    record = None if before is None else _record_from(before)
    return RecordChange(claim, _text(written["reviewer"]), record, _record_from(after))


def _record_from(written: object) -> TagRecord:
    fields = _object(written)
    confidence = fields.get("confidence")
    return TagRecord(
        tag=_text(fields["tag"]),
        at=_text(fields["at"]),
        note=_text(fields.get("note", "")),
        confidence=None if confidence is None else Confidence(_text(confidence)),
        evidence=tuple(_evidence_from(_object(piece)) for piece in _list(fields.get("evidence", []))),
        extra=_extra_from(fields),
    )


def _evidence_object(piece: Evidence) -> Object:
    stance = {} if piece.stance is None else {"stance": str(piece.stance)}
    return {
        "url": piece.url,
        **stance,
        "accessed": piece.accessed,
        "note": piece.note,
        **({"quote": piece.quote} if piece.quote else {}),
        **({"file": piece.file} if piece.file else {}),
        **({"claim": piece.claim} if piece.claim else {}),
        **_extra_object(piece.extra),
    }


def _evidence_from(fields: Object) -> Evidence:
    stance = fields.get("stance")
    return Evidence(
        url=_text(fields["url"]),
        stance=None if stance is None else Stance(_text(stance)),
        accessed=_text(fields["accessed"]),
        note=_text(fields["note"]),
        extra=_extra_from(fields),
        quote=_text(fields.get("quote", "")),
        file=_text(fields.get("file", "")),
        claim=_text(fields.get("claim", "")),
    )


def description_object(description: Description) -> Object:
    """Return `description` as JSON has it."""
    related = [
        {
            "file": each.file,
            "claim": each.claim,
            "relation": str(each.relation),
            **_extra_object(each.extra),
        }
        for each in description.related
    ]
    return {"speaker": description.speaker, "related": related, "at": description.at}


def _description_from(written: object) -> Description:
    fields = _object(written)
    return Description(
        _text(fields["speaker"]),
        tuple(_related_from(_object(each)) for each in _list(fields["related"])),
        _text(fields["at"]),
    )


def _related_from(fields: Object) -> Related:
    relation = Relation(_text(fields["relation"]))
    return Related(_text(fields["file"]), _text(fields["claim"]), relation, _extra_from(fields))


def review_object(review: Review) -> Object:
    """Return `review` as JSON has it."""
    why = {"why": review.why} if review.why else {}
    return {"status": str(review.status), "at": review.at, **why, **_extra_object(review.extra)}


def _review_from(written: object) -> Review:
    fields = _object(written)
    status, why = Status(_text(fields["status"])), _text(fields.get("why", ""))
    return Review(status, _text(fields["at"]), _extra_from(fields), why)


def _extra_object(extra: Extra) -> Object:
    return {"extra": _node_object(extra)} if extra else {}


def _extra_from(fields: Object) -> Extra:
    return {key: _node_from(node) for key, node in _object(fields.get("extra", {})).items()}


def _node_object(node: Node) -> object:
    """Return a node as JSON: a list that begins with what it is where JSON has no such kind."""
    if isinstance(node, Plain):
        return ["plain", str(node)]
    if isinstance(node, str):
        return node
    if isinstance(node, tuple):
        return ["list", *map(_node_object, node)]
    return {key: _node_object(value) for key, value in node.items()}


def _node_from(written: object) -> Node:
    if isinstance(written, str):
        return written
    if isinstance(written, dict):
        return {_text(key): _node_from(value) for key, value in written.items()}
    kind, *rest = _list(written)
    return Plain(_text(rest[0])) if kind == "plain" else tuple(map(_node_from, rest))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _object(value: object) -> Object:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return cast("Object", value)
