import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from articles.nlp.sourcing.linear import as_model
from articles.nlp.training import sourcing
from articles.nlp.training.sourcing import Example, contradicts, fit, read_labels, write


def example(label: str, *, fold: int = 0, **signals: float) -> Example:
    named = {name.replace("_", "-"): value for name, value in signals.items()}
    return Example("a", fold, label, True, named, signals.get("attributed_share", 0.0))


DATA = [
    *(example("unsourced", own_cause=1.0, unattributed=1.0) for _ in range(12)),
    *(example("unsourced", own_trend=1.0, unattributed=1.0) for _ in range(12)),
    *(example("named", attributed_share=0.9, own_number=1.0) for _ in range(30)),
    *(example("background", own_public_record=1.0) for _ in range(12)),
    *(example("vague", collective_source=1.0) for _ in range(6)),
    *(example("opinion", own_rhetoric=1.0) for _ in range(6)),
    *(example("other", fragment=1.0) for _ in range(6)),
]


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(fit(DATA), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_no_clue_counts_against_its_wording() -> None:
    weights = fit([*DATA, *(example("named", own_hedge=1.0) for _ in range(20))])["claim"][
        "weights"
    ]
    assert not any(contradicts(name, weight) for name, weight in weights.items())
    assert "own-hedge" not in weights


def test_it_learns_what_a_claim_looks_like() -> None:
    model = as_model(fit(DATA))
    claim = model.claim_probability({"own-cause": 1.0, "unattributed": 1.0})
    named = model.claim_probability({"attributed-share": 0.9, "own-number": 1.0})
    assert claim > 0.6
    assert named < 0.2


def test_it_learns_from_the_encoder_s_states_and_gives_their_share_exactly() -> None:
    high, low = (np.array([number, 1.0], np.float32) for number in (1.0, -1.0))
    data = [replace(each, state=high if each.label == "unsourced" else low) for each in DATA]
    model = as_model(fit(data))
    share = model.claim.state_share(high)
    assert share > 0 > model.claim.state_share(low)
    assert model.claim.at({}, high) == pytest.approx(model.claim.bias + share)


def test_the_reader_that_ranks_better_marks_more() -> None:
    state = np.array([0.0, 1.0], np.float32)
    accurate = fit([replace(each, state=state) for each in DATA])
    assert accurate["threshold"] < fit(DATA)["threshold"]


@pytest.mark.parametrize(("text_in", "found"), [("labels", 1), ("other", 1), ("neither", 0)])
def test_it_finds_a_text_by_the_article_s_id(tmp_path: Path, text_in: str, found: int) -> None:
    text = {"text": "The mill closed."}
    label = {"id": "x", "sentences": [{"start": 0, "end": 16, "label": "OTHER"}]}
    rows = [label | (text if text_in == "labels" else {})]
    if text_in == "other":
        rows.append({"id": "x", **text})
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    assert len(read_labels([path])) == found


def test_the_labels_that_come_with_it_hold_no_words_of_the_articles() -> None:
    for line in sourcing.OWN_LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row.keys() == {"id", "sentences"}
        assert all(each.keys() == {"start", "end", "label"} for each in row["sentences"])
