"""The calibration page: what it says with so many verdicts, and who may change the numbers."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Annotation, Article, Calibration, User
from articles.services import calibrating
from tests.factories import make_article, make_mark
from tests.judging import as_said, make_verdicts

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str = "") -> str:
    """The words of the page, white space made even."""
    response = client.get(address or reverse("calibration"))
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def post(client: Client, name: str, **data: Any) -> Any:
    return client.post(reverse(f"calibration-{name}"), {"kind": "unsourced", "seen": 0, **data})


def test_without_verdicts_it_says_what_is_to_come(editor: Client) -> None:
    page = shown(editor)
    assert "No verdict was given yet." in page
    assert page.count("0 of 50 verdicts") == 3
    assert "Refit" not in page


@pytest.mark.parametrize(
    ("count", "says", "says_not"),
    [
        (49, "49 of 50 verdicts", "95 % interval"),
        (50, "150 more verdicts", "49 of 50 verdicts"),
        (199, "1 more verdict,", "the Brier score would go"),
        (200, "the Brier score would go from", "more verdict"),
    ],
)
def test_it_says_more_the_more_is_decided(
    editor: Client, alice: User, count: int, says: str, says_not: str
) -> None:
    make_verdicts("unsourced", count, user=alice)
    page = shown(editor)
    assert says in page and says_not not in page


def test_each_tenth_has_its_count_its_share_and_its_interval(editor: Client, alice: User) -> None:
    make_verdicts("quote", 60, user=alice, truth=lambda own: 1.0)
    page = editor.get(reverse("calibration")).content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">([^<]+)</th>(.*?)</tr>", page)
    assert [name for name, _ in rows] == sorted(name for name, _ in rows)
    cells = [re.findall(r"<td>([^<]+)</td>", row) for _, row in rows]
    assert sum(int(row[0]) for row in cells) == 60
    assert {row[2] for row in cells} == {"100 %"}
    assert all(row[3].endswith("to 100 %") for row in cells)


def test_faults_have_no_number_but_are_counted(editor: Client, alice: User) -> None:
    make_verdicts("defect", 12, user=alice, truth=lambda own: 1.0)
    page = shown(editor)
    assert "No number is shown for these. Editors upheld 12 of the 12 they decided on." in page
    assert "No verdict was given yet." not in page


def test_an_editor_refits_and_goes_back(editor: Client, alice: User) -> None:
    open_mark = make_verdicts("unsourced", 300, user=alice, undecided=1)[-1]
    own = open_mark.confidence
    assert post(editor, "refit")["Location"] == reverse("calibration") + "#unsourced"
    open_mark.refresh_from_db()
    assert open_mark.probability != own
    assert "In force: " in shown(editor)
    assert post(editor, "shipped", seen=1).status_code == 302
    open_mark.refresh_from_db()
    assert open_mark.probability == own
    page = shown(editor)
    assert "In force: as shipped" in page and "fitted to 300 verdicts" in page


def test_an_analyst_reads_but_changes_nothing(
    analyst: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_verdicts("unsourced", 300, user=alice)
    with monkeypatch.context() as patched:  # nothing is fitted for who cannot take it up
        patched.delattr(calibrating, "proposal")
        page = analyst.get(reverse("calibration")).content.decode()
    assert "An editor can see what that would change" in page
    assert "calibration/refit" not in page
    assert post(analyst, "refit").status_code == 403
    assert not Calibration.objects.exists()


@pytest.mark.parametrize(
    ("count", "truth", "says"),
    [
        (60, None, "A refit needs 200 verdicts."),
        (300, as_said, "The numbers as they are hold at least as well as refitted ones would."),
    ],
)
def test_a_refit_that_is_no_better_is_refused_in_words(
    editor: Client, alice: User, count: int, truth: Any, says: str
) -> None:
    make_verdicts("unsourced", count, user=alice, **({"truth": truth} if truth else {}))
    response = post(editor, "refit")
    assert response.status_code == 409
    assert says in strip_tags(response.content.decode())
    assert not Calibration.objects.exists()


def test_who_is_second_sees_what_the_first_has_done(editor: Client, alice: User) -> None:
    make_verdicts("unsourced", 300, user=alice)
    calibrating.refit("unsourced", user=alice, seen=0)
    response = post(editor, "shipped", seen=0)
    assert response.status_code == 409
    assert "Somebody changed these numbers" in strip_tags(response.content.decode())
    assert Calibration.objects.count() == 1


@pytest.mark.parametrize("data", [{"kind": "defect"}, {"kind": ""}, {"seen": ""}, {"seen": -1}])
def test_nonsense_is_answered_with_what_to_do(editor: Client, data: dict[str, Any]) -> None:
    response = post(editor, "refit", **data)
    assert response.status_code == 422
    assert "Reload the page" in strip_tags(response.content.decode())


def test_it_says_whether_random_sentences_are_drawn(editor: Client, settings: Settings) -> None:
    assert "the setting SAMPLE_SHARE is 0" in shown(editor)
    settings.SAMPLE_SHARE = 0.05
    assert "they come with newly annotated articles" in shown(editor)


def test_more_verdicts_are_not_more_queries(
    editor: Client, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in ("quote", "unsourced", "vague", "defect"):
        make_verdicts(kind, 210, user=alice)
    with django_assert_max_num_queries(30):
        shown(editor)


class TestOnCards:
    def test_a_card_tells_what_became_of_marks_scored_alike(
        self, editor: Client, alice: User
    ) -> None:
        make_verdicts("unsourced", 120, user=alice, truth=lambda own: 1.0)
        mark = make_mark(make_article(), "Traffic has doubled", probability=0.64)
        card = shown(editor, mark_page(mark))
        assert "likely (64 %) that an editor would ask “says who?” here" in card
        told = re.search(
            r"Of marks scored like this, editors upheld 100 % \((\d+) of (\d+)\)\.", card
        )
        assert told is not None and told[1] == told[2]

    def test_it_does_not_while_too_few_are_decided(self, editor: Client, alice: User) -> None:
        make_verdicts("unsourced", 40, user=alice)
        mark = make_mark(make_article(), "Traffic has doubled", probability=0.64)
        assert "scored like this" not in shown(editor, mark_page(mark))


class TestRandomSentences:
    @pytest.fixture
    def sample(self, article: Article) -> Annotation:
        return make_mark(
            article, "Traffic has doubled since May.", origin="sample", type="other",
            confidence=None, probability=None, reasons=[],
        )  # fmt: skip

    def test_its_words_are_marked_only_where_it_is_asked_for(
        self, editor: Client, sample: Annotation
    ) -> None:
        address = sample.revision.article.get_absolute_url()
        assert f'id="m{sample.pk}"' not in editor.get(address).content.decode()
        assert f'id="m{sample.pk}"' in editor.get(mark_page(sample)).content.decode()
        assert "Put into the queue by the program" in shown(editor, mark_page(sample))

    def test_once_it_is_flagged_it_stands_in_the_text_like_others(
        self, editor: Client, sample: Annotation
    ) -> None:
        editor.post(reverse("verdict", args=[sample.pk]), {"verdict": "accepted", "seen": 1})
        page = editor.get(sample.revision.article.get_absolute_url()).content.decode()
        assert f'id="m{sample.pk}"' in page
        assert "Drawn at random" in shown(editor, mark_page(sample))

    @pytest.mark.parametrize("key", ["", "x", "²", "9" * 40, "-1", "0"])
    def test_nonsense_asks_for_nothing(self, editor: Client, sample: Annotation, key: str) -> None:
        page = editor.get(f"{sample.revision.article.get_absolute_url()}?mark={key}")
        assert page.status_code == 200
        assert f'id="m{sample.pk}"' not in page.content.decode()


def mark_page(mark: Annotation) -> str:
    return f"{mark.revision.article.get_absolute_url()}?mark={mark.pk}"
