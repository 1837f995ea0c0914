"""The panel “Who speaks”."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Article
from articles.views.wording import LONGEST_SPEAKER
from tests.factories import make_article, make_quote

TEXT = (
    "Ferry\n\n“It sank at noon,” said Ada Roe. Roe denies any fault. The crew swam ashore, "
    "officials say. He saw it all. They were lucky.\n"
)


@pytest.fixture
def ferry(db: None) -> Article:
    return make_article(TEXT)


def shown(client: Client, article: Article) -> str:
    """The panel's text."""
    page = client.get(reverse("article-voices", args=[article.pk])).content.decode()
    without = re.sub(r"<noscript>.*?</noscript>", "", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without)).split())


def roe(article: Article, words: str, **fields: Any) -> Annotation:
    return make_quote(article, words, speaker="Ada Roe", source_name="Ada Roe", **fields)


def test_it_says_who_speaks_how_often_and_in_how_many_words(
    analyst: Client, ferry: Article
) -> None:
    roe(ferry, "“It sank at noon,”")
    roe(ferry, "denies any fault")
    Annotation.objects.filter(exact="denies any fault").update(label="indirect")
    make_quote(ferry, "The crew swam ashore", speaker="officials")
    Annotation.objects.filter(source_text="officials").update(source_type="anonymous")
    panel = shown(analyst, ferry)
    assert "2 voices: 1 known by name, 1 only in the text’s own words." in panel
    assert "The one with the most words has 64 % of the 11 attributed words." in panel
    assert "Ada Roe 2 quotations, 7 words: 1 quoted, 1 paraphrased." in panel
    assert "officials (someone who is not named) 1 quotation, 4 words: quoted." in panel
    assert "The only voice" not in panel


def test_the_only_voice_is_said_to_be(analyst: Client, ferry: Article) -> None:
    roe(ferry, "“It sank at noon,”")
    panel = shown(analyst, ferry)
    assert "1 voice: 1 known by name." in panel and "attributed" not in panel
    assert "The only voice quoted or paraphrased here." in panel


def test_what_nobody_says_for_certain_stands_apart(analyst: Client, ferry: Article) -> None:
    pronoun = make_quote(ferry, "saw it all", speaker="He")
    Annotation.objects.filter(pk=pronoun.pk).update(source_type="unresolved")
    make_quote(ferry, "They were lucky", speaker="Ferry", reasons=[])
    Annotation.objects.filter(exact="They were lucky").update(source_text="", source_type="")
    panel = shown(analyst, ferry)
    assert "voices:" not in panel and "1 voice" not in panel
    assert "Not counted as voices Not clear who 1 quotation" in panel
    assert "No speaker in the text 1 quotation" in panel


def test_a_doubtful_speaker_is_only_perhaps_a_voice(analyst: Client, ferry: Article) -> None:
    sure, perhaps = {"source": 0.9}, {"source": 0.2}
    make_quote(ferry, "saw it all", speaker="He", source_name="Bo Lund", confidences=perhaps)
    roe(ferry, "“It sank at noon,”", confidences=sure)
    roe(ferry, "denies any fault", confidences=perhaps)
    panel = shown(analyst, ferry)
    assert "2 voices: 1 known by name, 1 perhaps known by name." in panel
    assert "perhaps Bo Lund 1 quotation" in panel
    assert "2 quoted; 1 of them only perhaps." in panel


def test_a_rejected_quotation_does_not_count(editor: Client, ferry: Article) -> None:
    mark = roe(ferry, "“It sank at noon,”")
    ruling = {"verdict": "rejected", "why": "wrong-span", "seen": mark.version}
    editor.post(reverse("verdict", args=[mark.pk]), ruling)
    assert "No quotation or paraphrase is marked in this article." in shown(editor, ferry)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (["present", "not-asked", "absent", "fact"], "2 of 3"),
        (["absent", "absent", "absent", "unclear"], "0 of 4"),
        ([], None),
    ],
)
def test_the_questions_to_a_source_without_a_name_lead_to_its_card(
    analyst: Client, ferry: Article, answers: list[str], said: str | None
) -> None:
    codes = ["position-to-know", "reason-for-anonymity", "second-source", "fact-or-opinion"]
    checks = [
        {"question": code, "answer": answer, "says": "", "start": None, "end": None}
        for code, answer in zip(codes, answers, strict=False)
    ]
    mark = make_quote(ferry, "The crew swam ashore", speaker="officials", checks=checks)
    page = analyst.get(ferry.get_absolute_url()).content.decode()
    link = f'<a href="{reverse("mark", args=[mark.pk])}" data-open="{mark.pk}" aria-label="{said}:'
    assert (link in page) is (said is not None)
    assert ("questions that the text answers" in page) is (said is not None)


def test_a_voice_carries_its_marks_and_leads_to_the_first_without_a_script(
    analyst: Client, ferry: Article
) -> None:
    first, second = roe(ferry, "“It sank at noon,”"), roe(ferry, "denies any fault")
    page = analyst.get(ferry.get_absolute_url()).content.decode()
    assert f'data-marks="{first.pk} {second.pk}"' in page
    assert 'data-pressed="Showing 2 quotations of Ada Roe; press again for all."' in page
    leads = f'<noscript><a class="voice-first" href="{reverse("mark", args=[first.pk])}">'
    assert leads in page


def test_many_voices_stand_behind_a_line_and_a_long_name_is_cut(analyst: Client, db: None) -> None:
    words = [f"saying{n}x" for n in range(40)]
    article = make_article("Title\n\n" + " ".join(words) + "\n")
    for word in words:
        make_quote(article, word, speaker=word)
    Annotation.objects.filter(exact=words[0]).update(source_text="very long " * 60)
    page = analyst.get(article.get_absolute_url()).content.decode()
    assert "<summary>32 more voices</summary>" in page
    names = re.findall(r'class="voice"[^>]*><bdi>(.*?)</bdi>', page)
    assert len(names) == 40 and max(map(len, names)) <= LONGEST_SPEAKER


def test_more_quotations_do_not_mean_more_queries(
    analyst: Client, ferry: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("article-voices", args=[ferry.pk])
    roe(ferry, "“It sank at noon,”")
    with django_assert_num_queries(4) as few:
        analyst.get(address)
    for words in ("denies any fault", "saw it all", "They were lucky"):
        roe(ferry, words)
    with django_assert_num_queries(len(few.captured_queries)):
        analyst.get(address)


def test_nobody_speaks_in_an_article_that_was_not_annotated(analyst: Client, db: None) -> None:
    waiting = make_article("Waiting\n\nWords.", state="queued")
    assert 'id="voices"' not in analyst.get(waiting.get_absolute_url()).content.decode()
