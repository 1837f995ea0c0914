"""Organisations: what they are called, and which one a common noun means."""

import pytest

from articles.nlp.naming.bodies import is_body_name, kinds_of
from tests.nlp.naming.marking import last_source


@pytest.mark.parametrize(
    "name",
    ["Harbour Board", "Ministry of Ferries", "Norland Foods", "Court of Appeal", "Westport Times"],
)
def test_it_knows_a_body_by_the_words_of_its_name(name: str) -> None:
    assert is_body_name(name.split())


@pytest.mark.parametrize("name", ["Ada Bell", "Emily Post", "Kofi Nwosu", ""])
def test_it_takes_no_person_for_a_body(name: str) -> None:
    assert not is_body_name(name.split())


def test_it_reads_the_kind_off_the_name() -> None:
    assert kinds_of("Ministry of Ferries") == {"state"}
    assert kinds_of("Westport Times") == {"press"}
    assert kinds_of("Norland") == frozenset()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norland Motors closed a plant. The company said sales had dropped.", "Norland Motors"),
        ("Norland Motors closed a plant. Norland said sales had dropped.", "Norland Motors"),
        ("The Westport Times has a new owner. The newspaper said 40 jobs would go.",
         "Westport Times"),
        ("The Ministry of Ferries has moved. The ministry said the roof leaked.",
         "Ministry of Ferries"),
        ("The Institute for Marine and Coastal Research said the boats were late.",
         "Institute for Marine and Coastal Research"),
        ("The Westport Fire Service sent two boats. The fire service said nobody was hurt.",
         "Westport Fire Service"),
    ],
)  # fmt: skip
def test_it_looks_back_for_the_body_that_is_meant(text: str, name: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("organisation", name)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Norland Motors sued Eastmere Foods. The company said it was pleased.",
        "The Ministry of Ferries and the Ministry of Roads met. The ministry said it rained.",
        "A barn burned down. The fire service said nobody was hurt.",
    ],
)
def test_it_names_no_body_where_two_or_none_fit(text: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("organisation", None)
