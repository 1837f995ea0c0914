"""Readers for environment values, one a type; each refuses nonsense aloud."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network

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


def share(name: str, default: float) -> float:
    """A part of the whole, from 0 to 1."""
    value = text(name, str(default))
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0.0 <= found <= 1.0:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a number from 0 to 1, like 0.05.")
    return found


def numbers(name: str, default: str, *, least: int = 0, most: int) -> list[int]:
    """A comma-separated list of whole numbers; at least one."""
    found = words(name, default)
    if not found or not all(word.isdecimal() and least <= int(word) <= most for word in found):
        what = f"{name} is {','.join(found)!r}"
        raise ImproperlyConfigured(f"{what}: write whole numbers from {least} to {most}.")
    return [int(word) for word in found]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """A comma-separated list of networks like 192.0.2.0/24; none unless given."""
    found = words(name, "")
    try:
        return [ip_network(word) for word in found]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Write networks like 192.0.2.0/24.") from error


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a whole number from {least} up.")
    return int(value)
