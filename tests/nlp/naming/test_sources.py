"""What kind of source, and who it is. People and places are invented."""

import pytest

from articles.nlp.findings import Source
from articles.nlp.naming.sources import trimmed
from tests.nlp.naming.marking import last_quote, last_source

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We lost,” said Harbour Minister Ada Bell.", "person"),
        ("Bell argued that nobody had asked the fishermen.", "person"),
        ("The harbour board said the cranes were safe.", "organisation"),
        ("The Westport Times reported that the ferry had sunk.", "organisation"),
        ("A spokesman for Norland Rail said the trains were late.", "organisation"),
        ("A spokesman said the trains were late.", "anonymous"),
        ("A person familiar with the talks said the bank would sell.", "anonymous"),
        ("Officials said the road would reopen.", "anonymous"),
        ("Critics said the plan would fail.", "collective"),
        ("Many people believe that the harbour is haunted.", "collective"),
        ("Some of the voters said they were tired.", "collective"),
        ("The report said half of the wells were dry.", "document"),
        ("A new survey found that most children read at night.", "document"),
    ],
)
def test_it_tells_what_kind_of_source_speaks(text: str, kind: str) -> None:
    assert last_source(text).type == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Bell met the crews. “We lost,” Bell said.", "Ada Bell"),
        ("Ada Bell met the crews. “We lost,” Ms. Bell said.", "Ada Bell"),
        ("Ada Bell, the mayor, met the crews. “We lost,” the mayor said.", "Ada Bell"),
        ("Ada Bell met the crews. She said the pier was gone.", "Ada Bell"),
        ("David Orr met the crews. He said the pier was gone.", "David Orr"),
        ("Ada Bell, who runs the port, said the pier was gone.", "Ada Bell"),
        (
            "The study, published by the Norland Institute, said it rained.",
            "Norland Institute",
        ),
    ],
)
def test_it_names_who_it_is_where_the_text_allows(text: str, name: str) -> None:
    assert last_source(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "David Orr met Thomas Kent on Tuesday. He said the deal was dead.",
        "The meeting ended late. He said the deal was dead.",
        "David Orr spoke first. “No,” the defence chief said. However, he added, talks go on.",
    ],
)
def test_a_wrong_name_is_worse_than_none(text: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("unresolved", None)


def test_two_possible_persons_are_both_told() -> None:
    text = "David Orr met Thomas Kent on Tuesday. He said the deal was dead."
    told = [
        text[each.start : each.end]
        for each in last_quote(text).reasons
        if each.reason.code == "ambiguous-speaker" and each.start is not None
    ]
    assert sorted(told) == ["David Orr", "Thomas Kent"]


def test_a_surname_that_two_bear_is_not_resolved() -> None:
    text = "Ada Bell and her brother David Bell met the crews. “We lost,” Bell said."
    assert last_source(text).name is None


@pytest.mark.parametrize(
    "text", ["Ada Bell, who runs the port, said it rained.", "Ada Bell, 40, said it rained."]
)
def test_no_source_ends_on_a_comma(text: str) -> None:
    source = last_source(text)
    assert source.text[-1].isalnum()
    assert text[source.start : source.end] == source.text


@pytest.mark.parametrize(
    "text",
    [
        "Norland Rail and Westport Lines said in a joint statement that the fee was high.",
        "Ada Bell met the crews. Bell and her brother said the fee was high.",
    ],
)
def test_of_two_who_speak_together_neither_is_named_alone(text: str) -> None:
    assert last_source(text).name is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Norland last week", "Norland"),
        ("the harbour board late last night,", "the harbour board"),
        ("Ada Bell yesterday", "Ada Bell"),
        ("Norland Today", "Norland Today"),
        ("This Week", "This Week"),
        ("today", "today"),
    ],
)
def test_a_time_is_no_part_of_a_source(text: str, rest: str) -> None:
    assert trimmed(Source(5, 5 + len(text), text, "unresolved")) == Source(
        5, 5 + len(rest), rest, "unresolved"
    )
