"""Whom a pronoun means, and when nobody can say."""

import pytest

from tests.nlp.naming.marking import last_source

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Bell met Tom Orr. She said the tide was high.", "Ada Bell"),
        ("Ada Bell met Tom Orr. He said the tide was high.", "Tom Orr"),
        ("“Go,” Ada Bell said. “Tom Orr and David Kent can stay,” she added.", "Ada Bell"),
        ("The Harbour Board met. It said the tide was high.", "Harbour Board"),
    ],
)
def test_it_follows_a_pronoun_to_its_name(text: str, name: str) -> None:
    assert last_source(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Ada Bell met Clara Orr. She said the tide was high.",
        "Tom Orr waved. The sailor frowned. He said the tide was high.",
        "The road was shut. She said the tide was high.",
        "The Harbour Board and the Norland Institute met. It said the tide was high.",
    ],
)
def test_it_leaves_open_what_the_text_leaves_open(text: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("unresolved", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Critics filled the hall. They said the tide was high.", "collective"),
        ("Police searched the hall. They said the tide was high.", "organisation"),
        ("Aides filled the hall. They said the tide was high.", "anonymous"),
        ("The door was open. They said the tide was high.", "unresolved"),
    ],
)
def test_they_are_what_the_nearest_plural_is(text: str, kind: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == (kind, None)
