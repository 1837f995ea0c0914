import pytest

from articles.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "The mayor said that the city would not pay for the bridge this year, and that people "
            "who live near it would have to wait.",
            "en",
            id="English",
        ),
        pytest.param(
            "Le maire a déclaré que la ville ne paierait pas les réparations du pont cette année, "
            "et que les habitants devraient attendre encore.",
            "fr",
            id="French",
        ),
        pytest.param(
            "Der Bürgermeister sagte, die Stadt werde in diesem Jahr nicht für die Brücke zahlen, "
            "und die Anwohner müssten sich noch gedulden.",
            "de",
            id="German",
        ),
        pytest.param(
            "Ο δήμαρχος είπε ότι η πόλη δεν θα πληρώσει για τη γέφυρα φέτος. " * 3, "el", id="Greek"
        ),
        pytest.param("Mayor Ito resigns", "", id="too short to tell"),
        pytest.param("Das ist ein Test.", "", id="too short, though plain"),
        pytest.param("12,5 34 — 77 %. " * 40, "", id="numbers"),
        pytest.param("x" * 5000, "", id="no words"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_it_names_the_language_only_when_it_is_plain(text: str, language: str) -> None:
    assert language_of(text) == language
