"""Learning how people ask: each question is drawn to its own passage, away from others like it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from indexer.models.encoder import Vectors
from tests.teaching.bank import FIRST, found, rows
from tests.teaching.pair import EVERYDAY, Pair
from tests.teaching.tower import Tower

EPOCHS = 3
_BATCH = 80
"""Passages, each beside all others of its batch."""
_LIKE = 8
"""Passages of a batch that are near each other, so that a question learns what tells them apart."""
_RATE = 1e-3
_WARM = 20
"""Steps over which the rate rises; then it falls to 0 by the end."""
_SHARP = 20.0
"""What cosines are multiplied by before they are taken for log-likelihoods."""
_STAYS = 1.0
"""Weight, in the loss, of 1 less a passage's cosine to where the plain model puts it."""

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Questions, and the text that each of them is to find: the whole, then its sentences."""

    asked: Sequence[str]
    texts: Sequence[str]


def everyday() -> list[Lesson]:
    """Everyday expressions, each of which is to find the record's words for it."""
    lines = [line.partition(": ") for line in EVERYDAY.splitlines() if line and line[0] != "#"]
    return [Lesson(typed.split(", "), [record]) for typed, _, record in lines]


def learn(pairs: Sequence[Pair], more: Sequence[Lesson], tell: Told, epochs: int = EPOCHS) -> Tower:
    """The model, taught by all pairs that are not held out and by ``more``.

    The loss is InfoNCE within the batch (van den Oord et al. 2018, "Representation Learning with Contrastive
    Predictive Coding"); a passage's score is the mean of the cosines of the whole and of its best sentence.
    """
    torch.manual_seed(0)
    chance = random.Random(0)
    tower = Tower()
    lessons = [Lesson(pair.asked, pair.texts()) for pair in pairs if not pair.is_held_out]
    lessons += more
    plain = tower.encode([lesson.texts[0] for lesson in lessons])
    weights = [weight for weight in tower.parameters() if weight.requires_grad]
    steps = epochs * -(-len(lessons) // _BATCH)
    optimizer = torch.optim.AdamW(weights, lr=_RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / _WARM) * (1 - step / steps)
    )
    tell(f"before: {_held_out(pairs, tower)}")
    for epoch in range(epochs):
        tower.train()
        order = _grouped(plain, chance)
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            loss = _loss(tower, [lessons[row] for row in batch], torch.tensor(plain[batch]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            rate.step()
        tell(f"{epoch + 1} of {epochs} rounds")
    tell(f"after: {_held_out(pairs, tower)}")
    return tower


def _loss(tower: Tower, lessons: Sequence[Lesson], plain: torch.Tensor) -> torch.Tensor:
    whole = tower([lesson.texts[0] for lesson in lessons])
    parts = [list(lesson.texts[1:] or lesson.texts) for lesson in lessons]
    sentences = tower([text for some in parts for text in some])
    questions = tower([text for lesson in lessons for text in lesson.asked])
    right = [row for row, lesson in enumerate(lessons) for _ in lesson.asked]
    places = torch.tensor(rows([len(some) for some in parts]))
    best = torch.einsum("qd,psd->qps", questions, sentences[places]).amax(-1)
    scores = _SHARP * (questions @ whole.T + best) / 2
    turned = 1 - (whole * plain).sum(1)
    loss: torch.Tensor = nn.functional.cross_entropy(scores, torch.tensor(right))
    return loss + _STAYS * turned.mean()


def _grouped(vectors: Vectors, chance: random.Random) -> list[int]:
    """All rows in random order, but each few of them near each other."""
    left = np.ones(len(vectors), bool)
    groups = []
    for row in chance.sample(range(len(vectors)), len(vectors)):
        if not left[row]:
            continue
        left[row] = False
        nearness = np.where(left, vectors @ vectors[row], -np.inf)
        near = [int(other) for other in np.argsort(-nearness)[: 2 * _LIKE] if left[other]]
        group = chance.sample(near, min(_LIKE - 1, len(near)))
        left[group] = False
        groups.append([row, *group])
    chance.shuffle(groups)
    return [row for group in groups for row in group]


def _held_out(pairs: Sequence[Pair], tower: Tower) -> str:
    asked = [pair for pair in pairs if pair.is_held_out]
    shares = found(asked, tower, [pair for pair in pairs if not pair.is_held_out])
    listed = ", ".join(f"{share:.3f}" for share in shares)
    return f"held-out passages among the first {FIRST} of all, by kind of question: {listed}"
