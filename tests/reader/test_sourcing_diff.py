"""Texts are given sentence by sentence, with what the annotator would read in each."""

import re
from dataclasses import dataclass, replace
from typing import Any

import pytest

from articles.reader.sourcing_diff import sourcing_diff
from articles.reader.versions import Version


@dataclass(frozen=True)
class Told:
    """A sentence; `who` is its source as the text words it, found by its first place."""

    text: str
    sourcing: str = "background"
    who: str = ""
    type: str = ""
    name: str | None = None
    cue: str = ""
    confidence: float = 0.9


def version(*sentences: Told, between: str = " ") -> Version:
    text = between.join(sentence.text for sentence in sentences)
    records, quotes, at = [], [], 0
    for sentence in sentences:
        start, end = at, at + len(sentence.text)
        source = part(text, sentence.who, start, type=sentence.type, name=sentence.name)
        records.append(
            {
                "start": start,
                "end": end,
                "sourcing": sentence.sourcing,
                "confidence": sentence.confidence,
                "source": source,
                "inherited_from": None,
            }
        )
        spans = [[start + m.start(), start + m.end()] for m in re.finditer("“.*?”", sentence.text)]
        if source:
            quotes.append(
                {
                    "form": "direct" if spans else "indirect",
                    "start": spans[0][0] if spans else start,
                    "end": spans[-1][1] if spans else end,
                    "spans": spans or [[start, end]],
                    "cue": part(text, sentence.cue, start),
                    "source": source,
                }
            )
        at = end + len(between)
    return Version(text, records, quotes)


def part(text: str, words: str, start: int, **fields: Any) -> dict[str, Any] | None:
    if not words:
        return None
    place = text.index(words, start)
    return {"start": place, "end": place + len(words), "text": words, **fields}


def found(old: Version, new: Version) -> list[tuple[str, str, str]]:
    """What is said of the two versions: the kind, and the words of either text."""
    return [
        (change.kind, old.text[slice(*change.old)], new.text[slice(*change.new)])
        for change in sourcing_diff(old, new)
    ]


def says(old: Version, new: Version) -> list[str]:
    return [change.says for change in sourcing_diff(old, new)]


BEFORE = Told("The ferry ran late on Sunday for the third week in a row.")
AFTER = Told("Tickets cost four crowns and are sold on the quay before noon.")
NAMED = Told(
    "The ferry pier will close in spring, Harbour Master Ines Vold said.",
    "named", "Harbour Master Ines Vold", "person", "Ines Vold", "said",
)  # fmt: skip
ANONYMOUS = Told(
    "The ferry pier will close in spring, two officials said.",
    "vague", "two officials", "anonymous", None, "said",
)  # fmt: skip
BARE = Told("The ferry pier will close in spring.", "unsourced")


def article(sentence: Told, *more: Told) -> Version:
    return version(BEFORE, sentence, *more, AFTER)


@pytest.mark.parametrize(
    ("old", "new", "kind", "sentence"),
    [
        (NAMED, ANONYMOUS, "named-to-anonymous",
         "This was given to Ines Vold; now it is given to “two officials”, with no name."),
        (ANONYMOUS, NAMED, "anonymous-to-named",
         "This was given to “two officials”, with no name; now it is given to Ines Vold."),
        (NAMED, BARE, "attribution-dropped",
         "This was given to Ines Vold; now it stands without a source."),
        (ANONYMOUS, BARE, "attribution-dropped",
         "This was given to “two officials”; now it stands without a source."),
        (BARE, NAMED, "source-added",
         "This stood without a source; now it is given to Ines Vold."),
        (BARE, ANONYMOUS, "source-added",
         "This stood without a source; now it is given to “two officials”."),
    ],
)  # fmt: skip
def test_a_source_that_came_or_went_is_told(old: Told, new: Told, kind: str, sentence: str) -> None:
    was, now = article(old), article(new)
    assert found(was, now) == [(kind, old.text, new.text)]
    assert says(was, now) == [sentence]


def test_gains_are_told_from_losses() -> None:
    (loss,) = sourcing_diff(article(NAMED), article(ANONYMOUS))
    (gain,) = sourcing_diff(article(ANONYMOUS), article(NAMED))
    assert (loss.is_gain, gain.is_gain) == (False, True)


def test_a_document_that_gives_way_to_people_without_names_is_told() -> None:
    old = Told("The pier needs forty new piles, according to an engineers’ survey.", "named",
               "an engineers’ survey", "document", None, "according to")  # fmt: skip
    new = Told("The pier needs forty new piles, according to insiders.", "vague",
               "insiders", "collective", None, "according to")  # fmt: skip
    assert says(article(old), article(new)) == [
        "This was given to “an engineers’ survey”; now it is given to “insiders”, with no name."
    ]


def test_the_same_text_gives_nothing() -> None:
    assert found(article(NAMED), article(NAMED)) == []


def test_a_pronoun_for_a_name_is_no_loss() -> None:
    pronoun = Told("The ferry pier will close in spring, she said.", "named", "she", "person",
                   "Ines Vold", "said")  # fmt: skip
    assert found(article(NAMED), article(pronoun)) == []
    assert found(article(pronoun), article(NAMED)) == []


TAIL = ", who ran the ferry for thirty years and still rows out at night"


def told_at_length(words: str, who: str, **fields: Any) -> Told:
    """The annotator takes what is said of the source for a part of it, or does not."""
    return Told(f"“{words},” says {who.removesuffix(TAIL)}{TAIL}.", who=who, cue="says", **fields)


@pytest.mark.parametrize("is_whole", [False, True])
def test_how_much_the_annotator_takes_for_the_source_makes_no_difference(*, is_whole: bool) -> None:
    words = "Nobody asked us about the pier"
    named = told_at_length(words, f"Ines Vold{TAIL}", sourcing="named", type="person",
                           name="Ines Vold")  # fmt: skip
    unnamed = told_at_length(words, f"a retired pilot{TAIL if is_whole else ''}",
                             sourcing="vague", type="anonymous")  # fmt: skip
    more = Told("“They never do.”", "named")
    assert found(article(named, more), article(unnamed, more)) == [
        ("named-to-anonymous", named.text, unnamed.text)
    ]
    assert found(article(unnamed, more), article(named, more)) == [
        ("anonymous-to-named", unnamed.text, named.text)
    ]


def test_what_is_said_of_a_source_does_not_make_two_statements_one() -> None:
    named = told_at_length("Nobody asked us about the pier", f"Ines Vold{TAIL}",
                           sourcing="named", type="person", name="Ines Vold")  # fmt: skip
    other = told_at_length("The tickets were never cheap here", "a retired pilot",
                           sourcing="vague", type="anonymous")  # fmt: skip
    assert found(article(named), article(other)) == []


def test_a_title_that_the_annotator_no_longer_resolves_is_no_loss() -> None:
    title = replace(NAMED, text="The ferry pier will close in spring, the harbour master said.",
                    who="the harbour master", name=None)  # fmt: skip
    assert found(article(NAMED), article(title)) == []


def test_a_source_that_only_the_annotator_lost_is_no_loss() -> None:
    """The words that name it stand there still."""
    assert found(article(NAMED), article(replace(NAMED, who="", sourcing="unsourced"))) == []


def test_a_cue_without_a_source_is_no_proof() -> None:
    new = Told("The ferry pier will close in spring, the notice said.", "unsourced")
    assert found(article(NAMED), article(new)) == []


def test_a_name_that_went_to_the_next_sentence_is_no_loss() -> None:
    moved = Told("That is what Ines Vold expects.", "named", "Ines Vold", "person", "Ines Vold")
    assert found(article(NAMED), article(BARE, moved)) == []


def test_a_name_that_stood_beside_it_before_does_not_hide_the_loss() -> None:
    beside = Told("On Monday Ines Vold walked along the quay.")
    assert [kind for kind, *_ in found(article(NAMED, beside), article(BARE, beside))] == [
        "attribution-dropped"
    ]


def test_a_quotation_behind_the_sentence_does_not_hide_the_loss() -> None:
    said = quoting("We sail at dawn and nobody stops us", "Odd Berg")
    old, new = article(NAMED, said), article(BARE, said)
    short = Version(new.text, new.sentences[:2], new.quotes)
    assert [kind for kind, *_ in found(old, short)] == ["attribution-dropped"]


def test_an_unsure_annotator_accuses_nobody() -> None:
    assert found(article(replace(NAMED, confidence=0.4)), article(BARE)) == []


@pytest.mark.parametrize("kind", ["question", "other"])
def test_questions_and_furniture_have_no_source_to_lose(kind: str) -> None:
    assert found(article(NAMED), article(replace(BARE, sourcing=kind))) == []


def test_a_statement_that_two_could_have_become_is_left_out() -> None:
    twin = Told("The ferry pier will then close in spring.", "unsourced")
    assert found(article(NAMED), article(BARE, twin)) == []


def test_paragraphs_in_another_order_change_nothing() -> None:
    old = version(BEFORE, NAMED, AFTER, between="\n\n")
    assert found(old, version(AFTER, NAMED, BEFORE, between="\n\n")) == []


def test_a_loss_is_found_in_a_paragraph_that_moved() -> None:
    old = version(BEFORE, NAMED, AFTER, between="\n\n")
    new = version(BARE, AFTER, BEFORE, between="\n\n")
    assert [kind for kind, *_ in found(old, new)] == ["attribution-dropped"]


def test_another_article_is_not_accused() -> None:
    other = version(Told("Bakers across three counties have raised their prices.", "unsourced"))
    assert found(article(NAMED), other) == []
    assert found(other, article(NAMED)) == []


def test_empty_texts_have_nothing_to_say() -> None:
    assert found(version(), version()) == []
    assert found(article(NAMED), version()) == []
    assert found(version(), article(NAMED)) == []


HEDGED = "The harbour board {} delayed the repairs to the ferry pier."


@pytest.mark.parametrize(
    ("old", "new", "hedge"),
    [
        ("allegedly", "", "allegedly"),
        ("reportedly", "", "reportedly"),
        ("may have", "has", "may"),
        ("is believed to have", "has", "is believed to"),
        ("is accused of having", "has", "accused of"),
    ],
)
def test_a_doubt_that_came_or_went_is_told(old: str, new: str, hedge: str) -> None:
    was, now = (
        article(Told(" ".join(HEDGED.format(words).split()), "unsourced")) for words in (old, new)
    )
    assert says(was, now) == [f"“{hedge}” is gone: the statement stands now without this doubt."]
    assert says(now, was) == [f"“{hedge}” is new: the statement is now put with a doubt."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "The board may close the ferry pier in spring.",
            "The board might close the ferry pier in spring.",
            id="one doubt for another",
        ),
        pytest.param(
            "The board closed the ferry pier in May after the storm.",
            "The board closed the ferry pier in June after the storm.",
            id="a month",
        ),
        pytest.param(
            "The board could not open the ferry pier after the storm.",
            "The board did not open the ferry pier after the storm.",
            id="a failure",
        ),
        pytest.param(
            "The board closed the ferry pier and may sell the old boats.",
            "The board closed the ferry pier and kept the old boats.",
            id="the doubted words went with it",
        ),
        pytest.param(
            "The board closed the ferry pier, “perhaps for good this spring”.",
            "The board closed the ferry pier, “for good this spring”.",
            id="in a quotation",
        ),
    ],
)
def test_no_doubt_was_lost(old: str, new: str) -> None:
    assert found(article(Told(old, "unsourced")), article(Told(new, "unsourced"))) == []


def quoting(words: str, who: str = "Ines Vold", rest: str = "") -> Told:
    text = f"“{words},” {who} said.{rest}"
    return Told(text, "named", who, "person", who, "said")


LOST = "We will not lose the pier to twelve bad days"
CHANGED = "The words of this quotation changed: "


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("We will lose the pier to twelve bad days",
         "a negation is gone: “not” is left out without a sign"),
        ("We will not lose the pier to twenty bad days",
         "another number: “twelve” became “twenty”"),
        ("We will not lose the old pier to twelve bad days",
         "“old” was put in"),
        ("We will not sell the pier to twelve bad days",
         "“lose” became “sell”"),
        ("We will not lose the pier",
         "cut short at the end, “to twelve bad days” is missing"),
        ("Lose the pier to twelve bad days",
         "cut short at the beginning, “We will not” is missing"),
        ("We will not … twelve bad days",
         "“lose the pier to” is left out behind an ellipsis"),
        ("We will not lose the pier to bad days",
         "“twelve” is left out without a sign"),
        ("[The town] will not lose the pier to twelve bad days",
         "“We” became “The town”, marked by brackets"),
        ("We will lose the pier to twenty bad days",
         "a negation is gone: “not” is left out without a sign; "
         "another number: “twelve” became “twenty”"),
    ],
)  # fmt: skip
def test_an_altered_quotation_says_how(words: str, what: str) -> None:
    old, new = article(quoting(LOST)), article(quoting(words))
    assert says(old, new) == [f"{CHANGED}{what}."]
    assert found(old, new) == [("quote-altered", f"“{LOST},”", f"“{words},”")]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(LOST, id="nothing"),
        pytest.param("we will NOT lose, the pier to twelve bad days", id="case and commas"),
        pytest.param("We sail at dawn and nobody stops us", id="another quotation"),
    ],
)
def test_a_quotation_of_the_same_words_or_of_others_is_not_altered(words: str) -> None:
    assert found(article(quoting(LOST)), article(quoting(words))) == []


@pytest.mark.parametrize(("opens", "closes"), ['""', "«»", '“"', ("``", "''")])
def test_other_quotation_marks_alter_nothing(opens: str, closes: str) -> None:
    old = quoting("It’s not lost, and we don’t sell the old pier")
    straight = old.text.replace("“", opens).replace("”", closes).replace("’", "'")
    record = version(old)
    new = Version(record.text, record.sentences, record.quotes)
    shift = len(opens) - 1
    moved = [
        {**quote, "end": quote["end"] + 2 * shift, "spans": [[0, quote["end"] + 2 * shift]]}
        for quote in new.quotes
    ]
    sentences = [{**new.sentences[0], "end": len(straight), "source": None}]
    assert found(record, Version(straight, sentences, moved)) == []


def test_a_quotation_taken_apart_is_not_cut_short() -> None:
    parted = quoting("We will not lose the pier", rest=" “To twelve bad days we never yield.”")
    old = article(quoting("We will not lose the pier to twelve bad days we never yield"))
    new = article(parted)
    alone = [
        replace_spans(quote, quote["spans"][:1]) if len(quote["spans"]) > 1 else quote
        for quote in new.quotes
    ]
    assert found(old, Version(new.text, new.sentences, alone)) == []


def replace_spans(quote: Any, spans: list[list[int]]) -> dict[str, Any]:
    return {**quote, "spans": spans, "start": spans[0][0], "end": spans[-1][1]}


def test_words_of_another_speaker_are_another_quotation() -> None:
    old = article(quoting(LOST))
    new = version(AFTER, quoting("We will lose the pier to twelve bad days", "Odd Berg"), BEFORE)
    assert [kind for kind, *_ in found(old, new) if kind == "quote-altered"] == []


def test_a_quotation_altered_and_given_to_nobody_by_name_is_both() -> None:
    new = replace(
        quoting("We will lose the pier to twelve bad days", "Two officials"),
        sourcing="vague", type="anonymous", name=None,
    )  # fmt: skip
    kinds = {kind for kind, *_ in found(article(quoting(LOST)), article(new))}
    assert kinds == {"named-to-anonymous", "quote-altered"}


def test_a_paraphrase_is_not_a_quotation() -> None:
    old = Told("We will not lose the pier to twelve bad days, Ines Vold said.", "named",
               "Ines Vold", "person", "Ines Vold", "said")  # fmt: skip
    new = replace(old, text=old.text.replace("not ", ""))
    assert found(article(old), article(new)) == []


def test_offsets_count_code_points_before_wide_and_right_to_left_signs() -> None:
    wide = Told("😀 השר 👩‍🚒 wrote on the wall of the old boathouse.")
    assert found(version(wide, NAMED), version(wide, wide, BARE)) == [
        ("attribution-dropped", NAMED.text, BARE.text)
    ]


def test_long_texts_of_equal_sentences_take_no_time_and_accuse_nobody() -> None:
    old = version(*[NAMED] * 3000)
    assert found(old, version(*[BARE] * 3000)) == []
