"""Persons by part of a name, by title and by what they do."""

import pytest

from tests.nlp.naming.marking import last_quote, last_source

pytestmark = pytest.mark.model
TWO_MINISTERS = "Harbour Minister Ada Bell and Rail Minister Tom Orr left early. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Leyla al-Karimi mends nets. “It is late,” al-Karimi said.", "Leyla al-Karimi"),
        ("Jean-Marc Petit mends nets. “It is late,” Petit said.", "Jean-Marc Petit"),
        ("Shri Arun Deshpande mends nets. “It is late,” Deshpande said.", "Arun Deshpande"),
        ("Captain Nils Berg mends nets. “It is late,” Capt Berg said.", "Nils Berg"),
        ("Ann B. Roe mends nets. Ann Roe was ill. “It is late,” Roe said.", "Ann B. Roe"),
        (TWO_MINISTERS + "The rail minister said it was late.", "Tom Orr"),
        ("Ada Bell directs the port. The director said it was late.", "Ada Bell"),
        ("The singer Ada Bell has moved. The star said it was late.", "Ada Bell"),
        ("Her agent, Milo Kent, said it was late.", "Milo Kent"),
    ],
)
def test_it_gives_the_full_name(text: str, name: str) -> None:
    source = last_source(text)
    assert (source.type, source.name) == ("person", name)


@pytest.mark.parametrize(
    "text",
    [
        TWO_MINISTERS + "The minister said it was late.",
        "Former president Luis Vega planted a tree. The president said it was late.",
        "Ada Bell was fined. The judge said it was late.",
        "Ada Bell has moved. Her agent said it was late.",
    ],
)
def test_it_names_nobody_whom_the_title_may_not_mean(text: str) -> None:
    assert last_source(text).name is None


def test_it_tells_both_who_bear_a_title() -> None:
    text = TWO_MINISTERS + "The minister said it was late."
    told = [
        text[each.start : each.end]
        for each in last_quote(text).reasons
        if each.reason.code == "ambiguous-speaker" and each.start is not None
    ]
    assert sorted(told) == ["Ada Bell", "Tom Orr"]
