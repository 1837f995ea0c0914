"""From a fetched page to an article."""

import pytest

from articles.ingest.addresses import parsed_address
from articles.ingest.document import IngestError, Limits
from articles.ingest.fetched import file_name, read_fetched, refuse_another_text
from articles.ingest.fetching import Fetched

SENTENCES = [f"The council heard on day {n} that pier {n * 3} would open." for n in range(30)]


def fetched(path: str, kind: str = "text/html", data: bytes = b"", charset: str = "") -> Fetched:
    address = parsed_address(f"https://harbour.example{path}", ports=frozenset((443,)))
    return Fetched(data, address, kind, charset)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html", "harbour.example.html"),
        ("/2026/reopens", "text/html", "harbour.example reopens.html"),
        ("/reopens.php?id=1", "text/html", "harbour.example reopens.php.html"),
        ("/reopens.html", "application/xhtml+xml", "harbour.example reopens.html"),
        ("/a/report.pdf", "application/pdf", "harbour.example report.pdf"),
        ("/a/report", "application/pdf", "harbour.example report.pdf"),
        ("/report.pdf", "application/octet-stream", "harbour.example report.pdf"),
        ("/report.pdf", "text/html", "harbour.example report.html"),
        ("/notes.txt", "text/plain", "harbour.example notes.txt"),
        ("/notes.md", "", "harbour.example notes.md"),
        ("/x.exe", "", "harbour.example x.exe.html"),
        ("/%C3%BCber", "text/html", "harbour.example über.html"),
        ("/%2e%2e%2fetc%2fpasswd", "text/html", "harbour.example passwd.html"),
        ("/a%5Cb", "text/html", "harbour.example a b.html"),
        ("/re%00opens%0A%0D", "text/html", "harbour.example reopens.html"),
        ("/%E2%80%AEreopens%C2%85", "text/html", "harbour.example reopens.html"),
    ],
)
def test_it_has_a_file_s_name(path: str, kind: str, name: str) -> None:
    assert file_name(fetched(path, kind)) == name


def test_a_name_is_never_long() -> None:
    assert len(file_name(fetched("/" + "a" * 1900))) < 210


def test_a_text_is_read_as_the_site_declares_it() -> None:
    data = "Mayor leaves\n\nРейес said so.".encode("koi8-r")
    page = fetched("/a.txt", "text/plain", data, "koi8-r")
    assert "Рейес" in read_fetched(page, limits=Limits()).text


def test_a_pdf_is_not_read_as_letters() -> None:
    page = fetched("/a", "text/html", b"%PDF-1.4\n\xe2\xe3 nothing", "iso-8859-1")
    with pytest.raises(IngestError, match="damaged or unfinished PDF"):
        read_fetched(page, limits=Limits())


@pytest.mark.parametrize(
    ("after", "is_refused"),
    [
        (SENTENCES, False),
        ([*SENTENCES, "A correction was made."], False),
        (SENTENCES[:15], False),
        ([line.replace("pier", "quay") for line in SENTENCES], False),
        (SENTENCES[:4], True),
        (["Sign in to read on."], True),
        ([f"The team lost game {n} by {n} points in the rain." for n in range(30)], True),
    ],
)
def test_little_left_is_another_text(after: list[str], is_refused: bool) -> None:
    before = " ".join(SENTENCES)
    if not is_refused:
        refuse_another_text(before, " ".join(after))
        return
    with pytest.raises(IngestError, match="add it as a corrected version"):
        refuse_another_text(before, " ".join(after))


def test_a_text_of_a_word_or_two_can_be_compared() -> None:
    refuse_another_text("Mayor leaves", "Mayor leaves")
    with pytest.raises(IngestError):
        refuse_another_text("Mayor leaves", "Nobody left")
