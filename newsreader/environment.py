"""Readers for environment values, one a type; each refuses nonsense aloud."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str, default: str) -> list[str]:
    """A comma-separated list; empty items are dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "true", "false", "1", "0"}:
        raise ImproperlyConfigured(f"{name} is {value!r}: write yes or no.")
    return value in {"yes", "true", "1"}


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of several words; the first one is the default."""
    value = text(name, options[0]).lower()
    if value not in options:
        raise ImproperlyConfigured(f"{name} is {value!r}: write {' or '.join(options)}.")
    return value


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number from {least} up.")
    return int(value)
