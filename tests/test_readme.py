"""The README says what the program does; where it lists, the lists are whole."""

import re

from django.conf import settings

from articles.nlp.reasons import REASONS

README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")


def test_every_reason_stands_in_the_table_with_its_wording() -> None:
    listed = dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", README, re.M))
    assert listed == {code: reason.says for code, reason in REASONS.items()}


def test_every_setting_it_names_exists() -> None:
    source = (settings.BASE_DIR / "newsreader" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r"`([A-Z][A-Z_]{4,})`", README))
    read = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', source))
    assert named == read


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"docs/pictures/[\w-]+\.png", README)
    assert len(pictures) >= 3
    assert all((settings.BASE_DIR / picture).stat().st_size > 10_000 for picture in pictures)
