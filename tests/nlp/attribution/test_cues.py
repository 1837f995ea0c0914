from pathlib import Path

import pytest

from articles.nlp.attribution.cues import UNSEEN, CueLexicon, count_cues, kinds, read_lexicon, stem


@pytest.mark.parametrize(
    "words",
    [("said", "say", "says", "saying"), ("bemoan", "bemoans", "bemoaned", "bemoaning"),
     ("deny", "denies", "denied", "denying"), ("claim", "claims"), ("wrote", "writes", "writing")],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_a_word_that_mostly_announces_has_a_high_grade() -> None:
    lexicon = CueLexicon({("say", "V"): (100, 95), ("run", "V"): (100, 1), ("ask", "V"): (100, 40)})
    assert lexicon.grade("say", "V") > lexicon.grade("ask", "V") > lexicon.grade("run", "V")
    assert lexicon.grade("say", "N") == UNSEEN


def test_counts_can_be_taken_out_again() -> None:
    one = count_cues([("say", "V", True), ("say", "V", False)])
    both = count_cues([("say", "V", True), ("say", "V", False), ("say", "V", True)])
    assert both.without(one).counts == {("say", "V"): (1, 1)}
    assert one.without(one).counts == {}


def test_it_reads_what_it_writes(tmp_path: Path) -> None:
    lexicon = count_cues([("say", "V", True), ("claim", "N", True), ("run", "V", False)])
    lexicon.write(tmp_path / "cues.tsv")
    assert read_lexicon(tmp_path / "cues.tsv") == lexicon


def test_listed_words_have_kinds() -> None:
    assert kinds()[stem("lamented")].startswith("sa")
    assert "blender" not in kinds()
