"""Loaded words: which of the writer's words are marked, and which company makes them innocent."""

import pytest

from articles.nlp.faults.loaded import LISTS, LOADED, innocents
from articles.nlp.findings import Cue, Defect, Quote, Source
from articles.nlp.wordlists import phrases
from tests.nlp.sourcing.building import Reader, faults, quote

pytestmark = pytest.mark.model

HEADLINE = "Shameful night in Elmford as the council sits late"
STORY = "Ada Roe, the mayor of Elmford, opened the new library and the choir sang for an hour."


def marks(reading_of: Reader, text: str, *quotes: Quote) -> list[Defect]:
    found = faults(reading_of(text, *quotes))
    return [each for each in found if each.label == "loaded-words"]


def marked(reading_of: Reader, text: str, *quotes: Quote) -> list[tuple[str, str]]:
    return [
        (text[each.start : each.end], each.reasons[0].reason.code)
        for each in marks(reading_of, text, *quotes)
    ]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("It was a shameful evening in the town hall.", "shameful", "loaded-judgement"),
        ("The ferry plan was disastrous.", "disastrous", "loaded-judgement"),
        ("The council brazenly ignored the letter.", "brazenly", "loaded-judgement"),
        ("An ill-advised sale of the mill followed.", "ill-advised", "loaded-judgement"),
        ("The disgraced treasurer left by the back door.", "disgraced", "loaded-judgement"),
        ("The Marlowe regime shut the harbour.", "regime", "loaded-label"),
        ("Hardliners in the council shut the harbour.", "Hardliners", "loaded-label"),
        ("A mob gathered at the harbour.", "mob", "loaded-label"),
        ("The mayor gave the contract to a crony.", "crony", "loaded-label"),
        ("The thugs waited at the mill.", "thugs", "loaded-label"),
        ("A puppet government ran the island.", "puppet government", "loaded-label"),
        ("So-called experts drew up the plan.", "So-called experts", "loaded-label"),
        ("The mayor slammed the plan.", "slammed", "loaded-verb"),
        ("The minister blasted the council.", "blasted", "loaded-verb"),
        ("Ada Roe lashed out at the bakers.", "lashed out", "loaded-verb"),
        ("He railed against the new tax.", "railed against", "loaded-verb"),
        ("She boasted about the new library.", "boasted about", "loaded-verb"),
        ("The critics, slamming the plan, left early.", "slamming", "loaded-verb"),
        ("The mill was sold on the advice of the “experts”.", "“experts”", "scare-quotes"),
        ("They held their 'peace' march.", "'peace'", "scare-quotes"),
        ('The village paid for the "free" ferry.', '"free"', "scare-quotes"),
        (
            "The council armed the so-called “volunteers” of the valley.",
            "“volunteers”",
            "scare-quotes",
        ),
    ],
)
def test_it_marks_the_writers_loaded_words(
    reading_of: Reader, text: str, words: str, code: str
) -> None:
    assert marked(reading_of, text) == [(words, code)]


@pytest.mark.parametrize(
    "text",
    [
        "Extreme weather closed the harbour.",
        "A massive wave hit the harbour.",
        "The council changed the tax regime. The regime is simple.",
        "She keeps to a strict training regime.",
        "The new regime at the club begins in May.",
        "The mob shot two rivals. The mafia trial opens in May.",
        "A flash mob danced at the harbour.",
        "The puppet theatre opens in May.",
        "The so-called winter road is closed.",
        "The door slammed behind the mayor.",
        "The truck slammed into the mill.",
        "The storm slammed the harbour.",
        "The rocket blasted off at noon.",
        "The hotel boasts a pool.",
        "She held on to the railing of the ferry.",
        "The dog snapped at the baker.",
        "Toxic fumes filled the mill.",
        "He was fined for reckless driving.",
        "The road was treacherous. Drivers met treacherous conditions all night.",
        "They called it the “old mill”.",
        "The song is known as the “long night”.",
        "They sang “The Long Night” at the harbour.",
        "Readers of the “Elmford Echo” met in May.",
        "The town has a “winter road”, meaning one across the ice.",
        "Press the “save” button.",
        "The members were “glad” or “sorry” in the survey.",
        "The “experts”, said Ada Roe, were late.",
        "The word “shore” is on the sign.",
        "One of the bakers called the mayor a fool and a charlatan.",
        "He faces a charge of “gross negligence” in May.",
        "“It was a shameful evening,” said Ada Roe.",
    ],
)
def test_it_lets_ambiguous_and_quoted_words_be(reading_of: Reader, text: str) -> None:
    assert marked(reading_of, text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The plan was shameful, Ada Roe said.", "The plan was shameful"),
        ("Ada Roe said the regime had slammed the plan.", "the regime had slammed the plan"),
        ("Ada Roe said the plan of the “experts” was late.", "the plan of the “experts” was late"),
    ],
)
def test_it_leaves_attributed_words_to_their_source(
    reading_of: Reader, text: str, content: str
) -> None:
    assert marked(reading_of, text, quote(text, content, "Ada Roe")) == []


def test_a_verb_of_sound_counts_where_it_announces_words(reading_of: Reader) -> None:
    text = "The mayor thundered that the mill was lost."
    at = text.index("thundered")
    content = text.index("that the")
    said = Quote(
        "indirect",
        content,
        len(text) - 1,
        ((content, len(text) - 1),),
        Cue(at, at + len("thundered"), "thundered"),
        Source(0, 9, "The mayor", "person"),
        0.9,
        0.9,
        0.9,
        (),
    )
    assert marked(reading_of, text, said) == [("thundered", "loaded-verb")]
    assert marked(reading_of, "The mayor thundered down the hill.") == []


def test_what_follows_an_announcement_may_still_be_what_was_said(reading_of: Reader) -> None:
    text = "Ada Roe spoke of rain and of shameful evenings."
    at = text.index("spoke")
    content = text.index("rain")
    said = Quote(
        "indirect",
        content,
        content + 4,
        ((content, content + 4),),
        Cue(at, at + 8, "spoke of"),
        Source(0, 7, "Ada Roe", "person"),
        0.9,
        0.9,
        0.9,
        (),
    )
    assert marked(reading_of, text, said) == []


def test_words_that_somebody_else_used_are_no_scare_quotes(reading_of: Reader) -> None:
    text = "Ada Roe spoke of a winter of mud.\nThe mayors met after the “mud”."
    assert marked(reading_of, text) == [("“mud”", "scare-quotes")]
    assert marked(reading_of, text, quote(text, "a winter of mud", "Ada Roe")) == []


def test_a_named_regime_stays_loaded_beside_an_innocent_one(reading_of: Reader) -> None:
    text = "The tax regime is simple. The Marlowe regime shut the harbour."
    assert marked(reading_of, text) == [("regime", "loaded-label")]


def test_it_reads_the_story_and_not_its_headline(reading_of: Reader) -> None:
    assert marked(reading_of, f"{HEADLINE}\n{STORY}\n{STORY}") == []


def test_its_confidence_is_fixed_and_modest(reading_of: Reader) -> None:
    (found,) = marks(reading_of, "It was a shameful evening in the town hall.")
    assert found.confidence == LOADED <= 0.5


def test_every_innocent_word_is_a_loaded_one() -> None:
    listed = {word for name, _ in LISTS for entry in phrases(name) for word in entry}
    assert innocents().keys() <= listed
