"""Figures of an accepted run are kept beside those of other files and readers."""

from pathlib import Path

from articles.nlp.evaluation.accepted import difference, key_of, read_accepted, write_accepted


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("one", "same", "other"))
    one.write_text("a")
    same.write_text("a")
    other.write_text("b")
    assert key_of(one, "fast") == key_of(same, "fast")
    assert len({key_of(one, "fast"), key_of(one, "accurate"), key_of(other, "fast")}) == 3


def test_each_kind_of_score_keeps_its_own_figures(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.write_text("a")
    assert key_of(gold, "fast", kind="sourcing") != key_of(gold, "fast", kind="attribution")
    assert key_of(gold, "fast", kind="attribution") == key_of(gold, "fast")


def test_shares_are_kept_and_compared_to_the_third_digit(tmp_path: Path) -> None:
    store = tmp_path / "accepted.json"
    write_accepted(store, "a fast sourcing", {"vague": 0.81549}, digits=3)
    assert read_accepted(store, "a fast sourcing") == {"vague": 0.815}
    assert difference(0.8202, 0.815, digits=3).split() == ["0.815", "+0.005"]
    assert difference(0.81549, 0.815, digits=3).split() == ["0.815", "+0.000"]


def test_accepted_figures_come_back_and_leave_the_others_alone(tmp_path: Path) -> None:
    store = tmp_path / "accepted.json"
    assert read_accepted(store, "a fast") == {}
    write_accepted(store, "a fast", {"end to end": 70.04})
    write_accepted(store, "b fast", {"end to end": 50.0})
    assert read_accepted(store, "a fast") == {"end to end": 70.0}


def test_the_difference_shows_its_direction() -> None:
    assert difference(71.5, 70.0).split() == ["70.0", "+1.5"]
    assert difference(69.97, 70.0).split() == ["70.0", "+0.0"]
    assert difference(71.5, None).split() == ["–"]
