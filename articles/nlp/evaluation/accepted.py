"""Keeps the figures of the last accepted run beside the weights, so that the next can be compared.

One set of figures for each file of marked articles, known by its content, each reader, and each
kind of score.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

STORE = Path(__file__).parent / "accepted.json"
Figures = Mapping[str, float]
NOTHING = 1e-6  # a difference of rounded figures that is only the rounding of the machine


def key_of(gold: Path, reader: str, *, kind: str = "attribution") -> str:
    """The same file under another name has the same key; another file never has."""
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()[:12]
    return f"{digest} {reader}" if kind == "attribution" else f"{digest} {reader} {kind}"


def read_accepted(store: Path, key: str) -> Figures:
    """Empty where nothing was accepted yet."""
    if not store.exists():
        return {}
    everything: dict[str, dict[str, float]] = json.loads(store.read_text(encoding="utf-8"))
    return everything.get(key, {})


def write_accepted(store: Path, key: str, figures: Figures, *, digits: int = 1) -> None:
    everything = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
    everything[key] = {name: round(figure, digits) for name, figure in figures.items()}
    store.write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")


def difference(figure: float, before: float | None, *, digits: int = 1) -> str:
    """Two columns: the accepted figure and how far this one is from it, as figures are kept."""
    if before is None:
        return f"{'–':>9}{'':>7}"
    change = round(figure, digits) - before
    shown = change if abs(change) > NOTHING else 0.0
    return f"{before:9.{digits}f}{shown:+7.{digits}f}"
