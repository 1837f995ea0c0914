import pytest

from articles.nlp.sourcing.vague import vague_sources
from tests.nlp.sourcing.building import Reader, claims, quote

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Many analysts believe the mill will close.", "collective-source", "Many analysts"),
        ("Critics said the mill was unsafe.", "collective-source", "Critics"),
        ("Some have urged her to stay.", "collective-source", "Some"),
        ("An aide said the mill was sold.", "anonymous-source", "An aide"),
        ("The mill was sold, according to officials.", "anonymous-source", "officials"),
        ("A recent poll shows the mill ahead.", "anonymous-source", "A recent poll"),
    ],
)
def test_it_finds_sources_that_nobody_can_ring(
    reading_of: Reader, text: str, kind: str, words: str
) -> None:
    reading = reading_of(text)
    found = [
        (clue.reason.code, " ".join(reading.words[clue.first : clue.last]))
        for clue in vague_sources(reading, reading.passages[0])
    ]
    assert found == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The critics of the Elmford Post said the mill was unsafe.",
        "The adviser, Ada Roe, said the mill was sold.",
        "An Elmford University poll shows the mill ahead.",
        "Workers left the mill at noon.",
        "“Critics said it would fail,” Ada Roe said.",
        "Ada Roe, an aide, said the mill was sold.",
    ],
)
def test_it_leaves_named_and_silent_people_alone(reading_of: Reader, text: str) -> None:
    reading = reading_of(text)
    assert [vague_sources(reading, passage) for passage in reading.passages] == [[]]


def test_it_knows_the_aide_of_the_sentence_before(reading_of: Reader) -> None:
    reading = reading_of("An aide said the mill was sold. The aide said it was time.")
    assert len(vague_sources(reading, reading.passages[1])) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Roe sold the mill, which critics called unsafe.",
        "If officials said so, the mill would close.",
        "The Elmford Post reports that the mill was sold.",
        "A lawyer for Roe, Ada Poe, said the mill was sold.",
        "Ada Roe and other critics said the mill was unsafe.",
    ],
)
def test_nobody_is_vague_who_speaks_in_a_side_clause_or_has_a_name(
    reading_of: Reader, text: str
) -> None:
    assert "vague" not in {claim.label for claim in claims(reading_of(text))}


def test_whom_a_named_speaker_quotes_is_the_named_speaker_s_matter(reading_of: Reader) -> None:
    text = "Ada Roe said officials had said the mill was sold."
    told = quote(text, "officials had said the mill was sold", "Ada Roe")
    assert "vague" not in {claim.label for claim in claims(reading_of(text, told))}
    assert "vague" in {claim.label for claim in claims(reading_of(text[9:].capitalize()))}


def test_it_takes_a_hidden_view_in_a_side_clause_for_an_aside(reading_of: Reader) -> None:
    labels = {
        claim.label for claim in claims(reading_of("Roe sold the mill, which was seen as old."))
    }
    assert labels == {"unsourced"}


def test_a_claim_on_a_vague_source_has_vague_reasons_only(reading_of: Reader) -> None:
    (claim,) = claims(reading_of("Many people believe the mill cost 40 million crowns."))
    assert (claim.label, claim.type) == ("vague", "number")
    assert {each.reason.code for each in claim.reasons} == {"collective-source"}


def test_it_follows_a_vague_source_into_the_next_sentence(reading_of: Reader) -> None:
    text = "The aide spoke at noon. “The mill will be sold.”"
    given = quote(text, "“The mill will be sold.”", "The aide", type="anonymous")
    last = claims(reading_of(text, given))[-1]
    assert (last.label, text[last.start : last.end]) == ("vague", "“The mill will be sold.”")


def test_who_asks_a_question_is_no_source_for_an_answer(reading_of: Reader) -> None:
    asked = reading_of("Ada Roe was asked about the mill by an official.")
    told = reading_of("Ada Roe was told of the mill by an official.")
    assert vague_sources(asked, asked.passages[0]) == []
    assert len(vague_sources(told, told.passages[0])) == 1
