"""What kind of source a common noun is."""

import pytest

from tests.nlp.naming.marking import last_source

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fishermen said the pier was rotten.", "collective"),
        ("Forty percent of voters in an Elmford poll said the pier was rotten.", "document"),
        ("Forty percent of voters said the pier was rotten.", "collective"),
        ("Ada Roe and Tom Kent met. Both mayors said the pier was rotten.", "unresolved"),
        ("Ada Roe is a baker. The baker said the pier was rotten.", "person"),
        ("Shopkeepers said the pier was rotten.", "collective"),
        ("Everyone said the pier was rotten.", "collective"),
        ("One in six said the pier was rotten.", "collective"),
        ("Two fishermen said the pier was rotten.", "anonymous"),
        ("One fisherman said the pier was rotten.", "anonymous"),
        ("One of the aides said the pier was rotten.", "anonymous"),
        ("Three people close to the council said the pier was rotten.", "anonymous"),
        ("An aide met the press. The aide said the pier was rotten.", "anonymous"),
        ("The harbour minister said the pier was rotten.", "person"),
        ("Her brother said the pier was rotten.", "person"),
        ("A federal judge said the pier was rotten.", "person"),
        ("Police said the pier was rotten.", "organisation"),
        ("A leaked memo said the pier was rotten.", "document"),
        ("The inquest file said the pier was rotten.", "document"),
    ],
)
def test_it_tells_the_kind_of_a_noun(text: str, kind: str) -> None:
    assert last_source(text).type == kind


@pytest.mark.parametrize(
    "text",
    [
        "Mike Rivers met the crews. Rivers said the pier was rotten.",
        "Ann Masters met the crews. Masters argued that the pier was rotten.",
    ],
)
def test_a_surname_that_looks_like_a_plural_stays_a_person(text: str) -> None:
    assert last_source(text).type == "person"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A spokesman for the Harbour Board said it rained.", "organisation"),
        ("The Harbour Board met. A spokesman said it rained.", "organisation"),
        ("A school spokesman said it rained.", "organisation"),
        ("A spokesman for Ada Bell said it rained.", "person"),
    ],
)
def test_a_spokesperson_is_whom_they_speak_for(text: str, kind: str) -> None:
    assert last_source(text).type == kind
