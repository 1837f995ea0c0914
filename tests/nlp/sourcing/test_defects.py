import pytest

from articles.nlp.findings import Quote
from tests.nlp.sourcing.building import Reader, faults, quote

pytestmark = pytest.mark.model

LOOSE = "“We will never give back the old mill.”"


def labelled(reading_of: Reader, text: str, *quotes: Quote) -> dict[str, str]:
    return {each.label: text[each.start : each.end] for each in faults(reading_of(text, *quotes))}


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        (LOOSE, "orphan-quote", LOOSE),
        ('", Roe said at the mill.', "garbled-quote", '", Roe said at the mill.'),
        ("The rain fell. He was late.", "dangling-pronoun", "He"),
        ("Marlowe said the mill was lost.", "unintroduced-name", "Marlowe"),
        ("The report found the mill unsafe.", "unintroduced-document", "The report"),
        ("The mill closed.\nRead more", "boilerplate", "Read more"),
        ("It shut on Monday and reopened on Friday.", "undated", "Monday"),
    ],
)
def test_it_marks_the_faulty_words(reading_of: Reader, text: str, label: str, words: str) -> None:
    assert labelled(reading_of, text).get(label) == words


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe, the mayor of Elmford, said the mill was lost. Roe said it was old.",
        "In his speech, Peter Marlowe praised the mill.",
        "The report by the county found the mill unsafe.",
        "The mill shut on Monday, May 4, and reopened on Friday.",
        "“We will never give back the old mill.” — Ada Roe",
        "They called it the “old mill”.",
        "A study came out. The study found the mill unsafe.",
    ],
)
def test_it_leaves_sound_text_alone(reading_of: Reader, text: str) -> None:
    assert labelled(reading_of, text) == {}


def test_it_lets_a_quotation_with_a_speaker_be(reading_of: Reader) -> None:
    text = f"{LOOSE} So ended Ada Roe, the mayor."
    assert "orphan-quote" not in labelled(reading_of, text, quote(text, LOOSE, "Ada Roe"))


def test_it_lets_a_quotation_after_a_colon_be(reading_of: Reader) -> None:
    assert "orphan-quote" not in labelled(reading_of, f"The sign at the gate read:\n{LOOSE}")


def test_it_sees_two_speakers_that_he_could_be(reading_of: Reader) -> None:
    text = "Peter Marlowe spoke first.\nThe village baker spoke next.\nHe added that it rained."
    quotes = (
        quote(text, "spoke first", "Peter Marlowe", name="Peter Marlowe"),
        quote(text, "spoke next", "The village baker"),
        quote(text, "that it rained", "He"),
    )
    found = [each for each in faults(reading_of(text, *quotes)) if each.label == "dangling-pronoun"]
    assert [text[each.start : each.end] for each in found] == ["He"]
    assert [each.reason.code for each in found[0].reasons] == ["two-speakers-before"] * 2


def test_it_sees_no_rivals_where_the_last_speaker_has_a_name(reading_of: Reader) -> None:
    text = "The village baker spoke first.\nPeter Marlowe spoke next.\nHe added that it rained."
    quotes = (
        quote(text, "spoke first", "The village baker"),
        quote(text, "spoke next", "Peter Marlowe", name="Peter Marlowe"),
        quote(text, "that it rained", "He"),
    )
    assert "dangling-pronoun" not in labelled(reading_of, text, *quotes)


def test_it_stays_fast_on_a_text_of_marks(reading_of: Reader) -> None:
    found = faults(reading_of('" ' * 20_000))
    assert len(found) <= 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He called them 'in good time, ' and then left.", "'in good time, '"),
        ("The clerk wrote “come 'in due time, ' or stay”.", "'in due time, '"),
    ],
)
def test_it_marks_a_single_mark_that_hangs_between_spaces(
    reading_of: Reader, text: str, words: str
) -> None:
    found = [each for each in faults(reading_of(text)) if each.label == "garbled-quote"]
    assert [text[each.start : each.end] for each in found] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "“He told me ‘no’ ” was all that Ada Roe said.",
        "Ada Roe sold the bakers' bread and the millers' flour.",
        "The readings were 5 ' 2 and then 6 ' 1 for Ada Roe.",
        "Rock 'n' roll came to Elmford with Ada Roe.",
    ],
)
def test_it_lets_roomy_and_common_marks_be(reading_of: Reader, text: str) -> None:
    assert "garbled-quote" not in labelled(reading_of, text)


def test_it_sees_a_country_called_by_two_short_forms(reading_of: Reader) -> None:
    text = "Ada Roe left for the USA. A US ship took her. The US port was shut."
    assert labelled(reading_of, text) == {"mixed-spelling": "USA"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe read it in the USA Today of the morning. A US ship took her.",
        "Ada Roe cheered for Team USA. A US ship took her.",
        "Ada Roe said “the USA is far”. A US ship took her.",
        "Ada Roe left for the USA. The United States is far.",
    ],
)
def test_it_lets_names_with_the_country_be(reading_of: Reader, text: str) -> None:
    assert "mixed-spelling" not in labelled(reading_of, text)
