"""What a trained model was made of, and how well it read a kept set: a small file beside it."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from nlu.judging.evaluate import Scores
from nlu.model import FORMAT
from nlu.sentences import Sentence

WORSE: Final = 0.003
"""How much of a share a retrained model may lose on the kept set (0.3 points); of a small one a message."""
LESS_DIRECT: Final = 0.02
"""How much less of the messages about a procedure it may answer without asking."""
_ROUNDED: Final = 0.00002
"""What rounding of two shares may add to their distance."""
_MAY_FALL: Final = ("exact", "macro_f1", "procedure_top1", "procedure_top3", "direct")
_MAY_RISE: Final = ("direct_wrong",)
_OF_PROCEDURES: Final = ("procedure_top1", "procedure_top3", "direct", "direct_wrong")


@dataclass(frozen=True, kw_only=True)
class Exam:
    """Scores on one kept set; `digest` tells whether two models sat the same one. Shares from 0 to 1, as in
    `Scores`. None: an older program did not write it down, or no message of the set is about a procedure."""

    file: str
    digest: str
    messages: int
    exact: float
    macro_f1: float
    procedure_top1: float | None
    procedure_messages: int | None = None
    procedure_top3: float | None = None
    direct: float | None = None
    direct_wrong: float | None = None
    asked_right: float | None = None

    def worse_in(self, other: "Exam") -> tuple[str, ...]:
        """The figures that are worse than `other`'s by more than may be; what one of them lacks is not."""
        return tuple(
            name
            for name in (*_MAY_FALL, *_MAY_RISE)
            if (mine := getattr(self, name)) is not None
            and (theirs := getattr(other, name)) is not None
            and (theirs - mine if name in _MAY_FALL else mine - theirs) > self._may_change(name)
        )

    def _may_change(self, name: str) -> float:
        judged = self.procedure_messages if name in _OF_PROCEDURES else self.messages
        one = 1 / judged + _ROUNDED if judged else 0.0
        return max(LESS_DIRECT if name == "direct" else WORSE, one)


@dataclass(frozen=True, kw_only=True)
class Card:
    """`data`: digest of the sentences; `own`: how many of them were labelled here. `made_at` is ISO."""

    format: int
    made_at: str
    data: str
    procedures: int
    sentences: int
    own: int
    by_author: dict[str, int]
    exam: Exam | None = None


def card_of(
    sentences: Sequence[Sentence],
    *,
    own: int,
    procedures: int,
    made_at: datetime,
    exam: Exam | None = None,
) -> Card:
    """`own`: how many of the sentences are not shipped."""
    digest = hashlib.sha256()
    for row in sentences:
        digest.update(repr(row).encode())
    return Card(
        format=FORMAT,
        made_at=made_at.isoformat(timespec="seconds"),
        data=digest.hexdigest()[:16],
        procedures=procedures,
        sentences=len(sentences),
        own=own,
        by_author=dict(sorted(Counter(row.author for row in sentences).items())),
        exam=exam,
    )


def exam_of(scores: Scores, *, file: str, digest: str) -> Exam:
    """`file`: name of the kept set; `digest`: of its bytes."""
    about = scores.procedure_messages > 0

    def of_procedures(share: float) -> float | None:
        return round(share, 5) if about else None

    return Exam(
        file=file,
        digest=digest,
        messages=scores.messages,
        exact=round(scores.exact, 5),
        macro_f1=round(scores.macro_f1, 5),
        procedure_messages=scores.procedure_messages,
        procedure_top1=of_procedures(scores.procedure_top1),
        procedure_top3=of_procedures(scores.procedure_top3),
        direct=of_procedures(scores.direct),
        direct_wrong=of_procedures(scores.direct_wrong),
        asked_right=of_procedures(scores.asked_right),
    )


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def card_file(model_file: Path) -> Path:
    return model_file.with_suffix(".json")


def write_card(card: Card, model_file: Path) -> None:
    """Beside its model. Cards whose model is gone go too."""
    half = card_file(model_file).with_suffix(".part")
    half.write_text(json.dumps(asdict(card), ensure_ascii=False, indent=1), encoding="utf-8")
    half.replace(card_file(model_file))
    for file in model_file.parent.glob("model-*.json"):
        if not file.with_suffix(".npz").exists():
            file.unlink(missing_ok=True)


def read_card(model_file: Path) -> Card | None:
    """None when there is none, or it is damaged."""
    try:
        told = json.loads(card_file(model_file).read_text(encoding="utf-8"))
        exam = told.pop("exam")
        return Card(**told, exam=None if exam is None else Exam(**exam))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def last_exam(folder: Path, digest: str) -> Exam | None:
    """Of the newest model that sat this exam; models of an older program count too."""
    files = sorted(folder.glob("model-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
    cards = (read_card(file) for file in files)
    exams = (card.exam for card in cards if card is not None and card.exam is not None)
    return next((exam for exam in exams if exam.digest == digest), None)
