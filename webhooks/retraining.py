"""`motcua nlu train`: a new model takes the place of the one in use, unless it reads a kept set worse."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from nlu import model as models
from nlu.card import Card, Exam, card_of, exam_of, last_exam, write_card
from nlu.judging.evaluate import score, see
from nlu.meaning import Entry, Place
from nlu.model import Model, file_in_use
from nlu.sentences import accepted_folder, labelled_folder, load_sentences
from nlu.train import train
from nlu.understand import Understanding
from webhooks.labelled_messages import KeptSet


@dataclass(frozen=True, kw_only=True)
class Retrained:
    """`file` None: refused. `before`: how the model in use did on the same kept set, if that is known."""

    file: Path | None
    card: Card
    before: Exam | None

    @property
    def worse(self) -> tuple[str, ...]:
        """The figures of the kept set that fell."""
        return self.card.exam.worse_in(self.before) if self.card.exam and self.before else ()


def retrain(
    data_dir: Path,
    entries: Sequence[Entry],
    places: Sequence[Place],
    *,
    kept: KeptSet | None,
    force: bool,
    made_at: datetime,
) -> Retrained:
    """Some ten seconds. Refused, nothing changes: sentences labelled here stay out of the model in use."""
    sentences = load_sentences(own=labelled_folder(data_dir))
    model = train(entries, sentences)
    own = len(sentences) - len(load_sentences())
    card = card_of(sentences, own=own, procedures=len(entries), made_at=made_at)
    before = None
    if kept is not None:
        before = _before(data_dir, entries, places, kept)
        card = replace(card, exam=_exam(model, entries, places, kept))
        refused = Retrained(file=None, card=card, before=before)
        if refused.worse and not force:
            return refused
    return Retrained(file=_take_up(model, data_dir, entries, card), card=card, before=before)


def _take_up(model: Model, data_dir: Path, entries: Sequence[Entry], card: Card) -> Path:
    """The sentences count from here on; a server notices at its next start."""
    labelled, accepted = labelled_folder(data_dir), accepted_folder(data_dir)
    if accepted.exists():
        shutil.rmtree(accepted)
    if labelled.exists():
        shutil.copytree(labelled, accepted)
    path = file_in_use(data_dir, entries)
    models.save(model, path)
    write_card(card, path)
    return path


def _before(data_dir: Path, entries: Sequence[Entry], places: Sequence[Place], kept: KeptSet) -> Exam | None:
    """The model in use sits the exam now; where an older program made it, its card says how it did."""
    in_use = models.read(file_in_use(data_dir, entries), entries)
    if in_use is not None:
        return _exam(in_use, entries, places, kept)
    return last_exam(data_dir / "nlu", kept.digest)


def _exam(model: Model, entries: Sequence[Entry], places: Sequence[Place], kept: KeptSet) -> Exam:
    understanding = Understanding.of(model, entries, places)
    scores = score(see(understanding.understand, kept.cases))
    return exam_of(scores, file=kept.file, digest=kept.digest)
