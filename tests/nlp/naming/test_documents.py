"""Whose document it is."""

import pytest

from tests.nlp.naming.marking import last_source

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A survey by the Norland Institute is out. The survey found that herring sleep.",
         "Norland Institute"),
        ("The Norland Institute published its report on Monday. The report said herring sleep.",
         "Norland Institute"),
        ("The lawsuit was filed by Eastmere Foods. The suit said the nets were stolen.",
         "Eastmere Foods"),
    ],
)  # fmt: skip
def test_it_finds_the_body_behind_a_document(text: str, name: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("document", name)


@pytest.mark.parametrize(
    "text",
    [
        "The report said that herring sleep. It was pinned to a door.",
        "A survey by the Norland Institute is out. A new survey found that cod sleep.",
    ],
)
def test_it_names_nobody_where_the_text_does_not_say(text: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("document", None)
