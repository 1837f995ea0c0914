"""The learned sourcing layer at run time: additive scores over signals, weights as plain JSON.

Every score is a bias plus the sum of weight times signal, so each signal's share in it is exact.
Where the encoder has read the article its state of the sentence counts as one more signal, whose
share is the product of two vectors.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHTS_FILE = "sourcing.json"
WORD = "word:"
State = NDArray[np.float32]
Signals = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Score:
    """One additive score: log-odds, and what each signal adds to them.

    `state` holds a weight for each number of the encoder's state, empty for the fast reader, and
    `centre` what they give the average sentence, against which a share is counted.
    """

    bias: float
    weights: Mapping[str, float]
    state: Sequence[float] = ()
    centre: float = 0.0

    def at(self, signals: Signals, state: State | None = None) -> float:
        weights = self.weights
        return (
            self.bias
            + sum(weights[name] * value for name, value in signals.items() if name in weights)
            + self.state_share(state)
        )

    def state_share(self, state: State | None) -> float:
        if state is None or not self.state:
            return 0.0
        return float(np.dot(np.asarray(self.state, dtype=np.float64), state)) - self.centre

    def share(self, name: str, signals: Signals) -> float:
        return self.weights.get(name, 0.0) * signals.get(name, 0.0)


@dataclass(frozen=True, slots=True)
class SourcingModel:
    """`claim` scores "an editor would ask: says who?"; the `labels` compete for the sentence.

    From `threshold` a claim is made, from `settled` its sentence counts as unsourced too. `vague`
    gives the share of vague-source marks of each kind that held up on labelled articles.
    `trained` is False for the hand-set weights, whose probabilities are guesses.
    """

    claim: Score
    labels: Mapping[str, Score]
    vague: Mapping[str, float]
    threshold: float
    settled: float
    trained: bool
    vocabulary: frozenset[str] = frozenset()

    def claim_probability(self, signals: Signals, state: State | None = None) -> float:
        return squash(self.claim.at(signals, state))

    def label_probabilities(self, signals: Signals, state: State | None = None) -> dict[str, float]:
        """Probabilities of all labels, summing to one."""
        # Words weigh on claims alone; leaving them out here saves most of the look-ups.
        known = {name: value for name, value in signals.items() if not name.startswith(WORD)}
        scores = {label: score.at(known, state) for label, score in self.labels.items()}
        highest = max(scores.values())
        raised = {label: math.exp(score - highest) for label, score in scores.items()}
        total = sum(raised.values())
        return {label: value / total for label, value in raised.items()}


def squash(log_odds: float) -> float:
    bounded = min(max(log_odds, -700.0), 700.0)
    return 1.0 / (1.0 + math.exp(-bounded))


@cache
def load_model(path: Path) -> SourcingModel:
    """The trained weights; the hand-set ones where the file is missing."""
    if not path.exists():
        return HAND_SET
    return as_model(json.loads(path.read_text(encoding="utf-8")))


def as_model(data: Mapping[str, Any]) -> SourcingModel:
    """The model from a weights file's content."""
    claim = Score(**data["claim"])
    return SourcingModel(
        claim=claim,
        labels={label: Score(**score) for label, score in data["labels"].items()},
        vague=data["vague"],
        threshold=data["threshold"],
        settled=data["settled"],
        trained=True,
        vocabulary=frozenset(
            name.removeprefix(WORD) for name in claim.weights if name.startswith(WORD)
        ),
    )


# Set by hand after the guideline's order of decisions; used only until weights are trained.
HAND_SET = SourcingModel(
    claim=Score(
        -2.2,
        {
            "unattributed": 1.0,
            "attributed-share": -2.0,
            "own-number": 0.7,
            "own-cause": 0.7,
            "own-motive": 0.7,
            "own-accusation": 0.6,
            "own-trend": 0.7,
            "own-prediction": 0.8,
            "own-superlative": 0.7,
            "own-hedge": 0.5,
            "own-judgement": -0.5,
            "own-public-record": -0.5,
            "own-rhetoric": -0.7,
            "own-no-comment": -2.0,
            "question": -2.0,
        },
    ),
    labels={
        "named": Score(-1.0, {"attributed-share": 3.0, "attributed-peak": 1.0}),
        "vague": Score(-1.5, {}),
        "unsourced": Score(0.0, {}),
        "background": Score(0.3, {"own-public-record": 1.0, "own-no-comment": 2.0}),
        "opinion": Score(-0.7, {"own-rhetoric": 1.2, "own-judgement": 0.8}),
        "other": Score(-1.5, {"fragment": 2.0}),
    },
    vague={"anonymous-source": 0.6, "collective-source": 0.6, "hidden-agent": 0.6},
    threshold=0.28,
    settled=0.28,
    trained=False,
)
