"""The page's colours can be read: every accent on every ground, in both themes."""

import re

import pytest
from django.conf import settings

BASE = (settings.BASE_DIR / "static" / "newsreader" / "base.css").read_text(encoding="utf-8")
COLOURS = {
    name: themes for name, *themes in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", BASE)
}
GROUNDS = ("paper", "panel", "shade")
ACCENTS = sorted(set(COLOURS) - {*GROUNDS, "line"})


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_every_kind_of_mark_has_its_accent() -> None:
    assert {"quote", "vague", "unsourced", "unsure", "defect", "loaded", "editor"} <= set(ACCENTS)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("accent", ACCENTS)
def test_every_accent_can_be_read_on_every_ground(accent: str, ground: str, theme: int) -> None:
    assert contrast(COLOURS[accent][theme], COLOURS[ground][theme]) >= 4.5
