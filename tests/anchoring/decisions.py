"""What is decided for each claim of one short article after each kind of edit, written down claim by claim.

The counts of `measure` say whether decisions are right. This says whether they are the same as before:
a change of any rule or threshold shows as a changed line. `python -m tests.anchoring.decisions` writes
them anew; what changed is to be looked at, not only committed.
"""

from __future__ import annotations

import random
from pathlib import Path

import yaml

from tests.anchoring.edits import KINDS, Kind
from tests.anchoring.measure import AT
from triage.core.anchor import anchor_at
from triage.core.claim import State
from triage.core.place import Placed, Placer
from triage.core.segment import sentences

WRITTEN = Path(__file__).with_name("decisions.yaml")
ROUNDS = (0, 1)

TEXT = """\
The dam at Orrin lost forty metres of its crest on Monday night. “No siren was heard,” said the mayor, \
Ana Quist. Nobody was hurt. The water reached the lower town at five – an hour later than expected.

Nobody was hurt. Farmers had moved 1,200 cattle to the hills that night; most came back by Friday. \
The dam at Orrin lost four metres of its crest in 1974. The U.S. lent two pumps… Engineers don't know why.

Плотина у Оррина потеряла сорок метров гребня. Никто не пострадал, сообщил мэр. Вода ушла в пятницу.

大坝在星期一夜里决口。没有人受伤。农民已经把牛群赶到山上。水在五点到达下城区。
"""


def decided(kind: Kind, seed: int, *, remembered: bool) -> str:
    """Return a word for each claim: its state and where it was placed or offered, `-` if nowhere."""
    chance = random.Random(f"{kind.name} {seed}")
    case = kind.edit(chance, TEXT, _claims())
    placer = Placer(case.new.text, case.old if remembered else None)
    return " ".join(
        _word(placer.place(anchor_at(case.old, *claim, AT)))
        for claim in case.claims
        if not case.new.torn(*claim)
    )


def _claims() -> list[tuple[int, int]]:
    """Return every sentence, and of every second longer one its middle."""
    claims = list(sentences(TEXT))
    for start, end in claims[::2]:
        blanks = [at for at in range(start, end) if TEXT[at] == " "]
        if len(blanks) > 5:
            claims.append((blanks[1] + 1, blanks[-2]))
    return claims


def _word(placed: Placed) -> str:
    anchor = placed.anchor
    if anchor.state is not State.ORPHAN:
        return f"{anchor.state}:{anchor.start}-{anchor.end}"
    return f"orphan:{placed.offer[0]}-{placed.offer[1]}" if placed.offer else "-"


def all_decided() -> dict[str, str]:
    """Return what is decided, by kind of edit, round, and whether the old text is known."""
    return {
        f"{kind.name}, {seed}, {'old text known' if remembered else 'by search'}": decided(
            kind, seed, remembered=remembered
        )
        for kind in KINDS
        for seed in ROUNDS
        for remembered in (True, False)
    }


if __name__ == "__main__":
    WRITTEN.write_text(yaml.safe_dump(all_decided(), allow_unicode=True, sort_keys=False, width=110), "utf-8")
