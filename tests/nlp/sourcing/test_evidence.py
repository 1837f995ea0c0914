import pytest

from articles.nlp.sourcing.evidence import clues, phrase_index
from tests.nlp.sourcing.building import tagged


def found(sentence: str) -> list[tuple[str, str]]:
    reading = tagged(sentence)
    return [
        (clue.reason.code, " ".join(reading.words[clue.first : clue.last]))
        for clue in clues(reading, reading.passages[0])
    ]


@pytest.mark.parametrize(
    ("sentence", "code", "words"),
    [
        ("It/PRP cost/VBD 3,000/CD crowns/NNS", "number", "3,000"),
        ("Some/DT 40/CD percent/NN left/VBD", "number", "40"),
        ("Dozens/NNS left/VBD", "number", "Dozens"),
        ("They/PRP left/VBD as/IN a/DT result/NN of/IN it/PRP", "cause", "as a result of"),
        ("She/PRP wants/VBZ to/TO go/VB", "motive", "wants to"),
        ("He/PRP deceived/VBD them/PRP ,/, a/DT fraud/NN", "accusation", "fraud"),
        ("It/PRP is/VBZ older/JJR than/IN Rome/NNP", "trend", "older"),
        ("It/PRP will/MD rain/VB", "prediction", "will"),
        ("the/DT tallest/JJS mast/NN", "superlative", "tallest"),
        ("He/PRP is/VBZ seen/VBN as/IN weak/JJ", "hidden-agent", "is seen as"),
    ],
)
def test_it_finds_the_words_that_need_a_source(sentence: str, code: str, words: str) -> None:
    assert (code, words) in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "on/IN 4/CD May/NNP",
        "in/IN 1998/CD",
        "at/IN 8/CD a.m./NN",
        "Ada/NNP Roe/NNP ,/, 23/CD ,/, left/VBD",
        "one/CD of/IN them/PRP left/VBD",
        "the/DT 5/CD -/HYPH 4/CD vote/NN",
    ],
)
def test_it_takes_dates_ages_and_results_for_no_counts(sentence: str) -> None:
    assert "number" not in {code for code, _ in found(sentence)}


def test_it_prefers_the_longest_entry_of_a_list() -> None:
    causes = [words for code, words in found("because/IN of/IN rain/NN") if code == "cause"]
    assert causes == ["because of"]


def test_it_copes_with_a_lower_case_that_is_longer_than_the_word() -> None:
    reading = tagged("İİİ/NNP wants/VBZ to/TO go/VB")
    first = clues(reading, reading.passages[0])[0].evidence(reading)
    assert reading.text[first.start : first.end] == "wants to"


def test_it_reads_every_entry_of_its_lists() -> None:
    assert all(word == word.lower() for word in phrase_index())
