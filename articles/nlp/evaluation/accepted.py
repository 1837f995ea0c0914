"""Keeps the figures of the last accepted run beside the weights, so that the next can be compared.

One set of figures for each file of marked articles, known by its content, and each reader.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

STORE = Path(__file__).parent / "accepted.json"
Figures = Mapping[str, float]
NOTHING = 0.01


def key_of(gold: Path, reader: str) -> str:
    """The same file under another name has the same key; another file never has."""
    return f"{hashlib.sha256(gold.read_bytes()).hexdigest()[:12]} {reader}"


def read_accepted(store: Path, key: str) -> Figures:
    """Empty where nothing was accepted yet."""
    if not store.exists():
        return {}
    everything: dict[str, dict[str, float]] = json.loads(store.read_text(encoding="utf-8"))
    return everything.get(key, {})


def write_accepted(store: Path, key: str, figures: Figures) -> None:
    everything = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
    everything[key] = {name: round(figure, 1) for name, figure in figures.items()}
    store.write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")


def difference(figure: float, before: float | None) -> str:
    """Two columns: the accepted figure and how far this one is from it."""
    if before is None:
        return f"{'–':>9}{'':>7}"
    change = round(figure, 1) - before
    return f"{before:9.1f}{change if abs(change) > NOTHING else 0.0:+7.1f}"
