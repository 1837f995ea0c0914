"""Settings from the environment: nonsense is refused aloud."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from newsreader import environment


@pytest.mark.parametrize(("value", "read"), [("yes", True), ("0", False), ("", True)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert environment.flag("SWITCH", default=True) is read


@pytest.mark.parametrize("value", ["perhaps", "2", "ja"])
def test_another_flag_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SWITCH", value)
    with pytest.raises(ImproperlyConfigured, match="SWITCH"):
        environment.flag("SWITCH", default=True)


@pytest.mark.parametrize("value", ["-1", "ten", "1.5", "0"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COUNT", value)
    with pytest.raises(ImproperlyConfigured, match="COUNT"):
        environment.number("COUNT", 5, least=1)


@pytest.mark.parametrize(("value", "read"), [("", 0.05), ("0", 0.0), ("0.2", 0.2), ("1", 1.0)])
def test_a_share_is_part_of_the_whole(
    monkeypatch: pytest.MonkeyPatch, value: str, read: float
) -> None:
    monkeypatch.setenv("SHARE", value)
    assert environment.share("SHARE", 0.05) == read


@pytest.mark.parametrize("value", ["-0.1", "5", "5 %", "half", "nan"])
def test_more_than_the_whole_is_no_share(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SHARE", value)
    with pytest.raises(ImproperlyConfigured, match="SHARE"):
        environment.share("SHARE", 0.05)


def test_a_list_is_cut_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", " a.example, ,b.example ")
    assert environment.words("HOSTS", "") == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, []),
        ({"ANNOTATE_MAX_SECONDS": 30, "LEASE_SECONDS": 60}, ["articles.E001"]),
        ({"REQUEST_MAX_BYTES": 10, "UPLOAD_MAX_BYTES": 20}, ["articles.E002"]),
    ],
)
def test_settings_that_contradict_each_other_are_refused(
    settings: Settings, changed: dict[str, int], refused: list[str]
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    ours = [str(message.id) for message in run_checks() if str(message.id).startswith("articles")]
    assert ours == refused


def test_a_choice_is_one_of_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READER", raising=False)
    assert environment.choice("READER", ("accurate", "fast")) == "accurate"
    monkeypatch.setenv("READER", "Fast")
    assert environment.choice("READER", ("accurate", "fast")) == "fast"
    monkeypatch.setenv("READER", "quick")
    with pytest.raises(ImproperlyConfigured, match="READER is 'quick': write accurate or fast"):
        environment.choice("READER", ("accurate", "fast"))


def test_numbers_are_a_list_of_whole_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTS", " 80, 8080 ")
    assert environment.numbers("PORTS", "443", least=1, most=65_535) == [80, 8080]
    monkeypatch.delenv("PORTS")
    assert environment.numbers("PORTS", "80,443", least=1, most=65_535) == [80, 443]


@pytest.mark.parametrize("value", ["http", "80;443", "0", "65536", "-1", ","])
def test_numbers_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORTS", value)
    with pytest.raises(ImproperlyConfigured, match=r"PORTS.*from 1 to 65535"):
        environment.numbers("PORTS", "80", least=1, most=65_535)


def test_networks_are_read_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.networks("NETWORKS") == []
    monkeypatch.setenv("NETWORKS", "192.0.2.0/24, 2001:db8::/32")
    assert [str(one) for one in environment.networks("NETWORKS")] == [
        "192.0.2.0/24",
        "2001:db8::/32",
    ]
    for nonsense in ("inside", "192.0.2.1/24", "192.0.2.0/33"):
        monkeypatch.setenv("NETWORKS", nonsense)
        with pytest.raises(ImproperlyConfigured, match="NETWORKS"):
            environment.networks("NETWORKS")
