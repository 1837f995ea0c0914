from pathlib import Path

from articles.ingest import ExtractedArticle, Limits, read_article, read_pasted
from articles.ingest.plaintext import read_plaintext

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_it_keeps_the_user_s_sample_whole() -> None:
    data = (SEEDS / "000_59c9994170724e71.txt").read_bytes()
    article = read_article(data, filename="000_59c9994170724e71.txt", limits=Limits())
    assert article.text.encode() == data
    assert article.title == article.text.splitlines()[0]
    assert article.title_span == (0, len(article.title))
    assert article.language == "en"
    assert (article.byline, article.published, article.left_out) == ("", None, ())


def test_it_keeps_every_character_of_clean_text() -> None:
    given = "Mayor leaves\n\n\n  By Jane Roe \n\n“We lost,”\tshe said.  \n"
    assert read_plaintext(given.encode()).text == given


def test_it_says_how_many_characters_could_not_be_read() -> None:
    article = read_plaintext(b"Mayor leaves\n\nThe may\x00or left. He s\xed\xa0\xbdaid.")
    assert article.text == "Mayor leaves\n\nThe may\ufffdor left. He s\ufffdaid."
    assert article.left_out == ("2 unreadable characters (shown as \ufffd)",)


def test_it_takes_pasted_text_with_lone_surrogates() -> None:
    article = read_pasted("Mayor leaves\r\n\r\nThe mayor left. \ud83d", limits=Limits())
    assert article.text == "Mayor leaves\n\nThe mayor left. \ufffd"
    assert isinstance(article, ExtractedArticle)
