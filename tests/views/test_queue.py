"""The queue: what waits, in which order, what a filter leaves, and verdicts on many at once."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from articles.models import Annotation, Article, Decision, User
from articles.services import reviewing
from articles.services.reviewing import Ruling
from tests.factories import make_article, make_mark, make_quote, make_user

HTMX = {"HX-Request": "true"}
ACCEPT = Ruling(Annotation.Verdict.ACCEPTED)
FERRY = (
    "Ferry returns\n\n“It is late,” said Lena Moor. The fare rises by a tenth. "
    "Insiders fear a strike. It sails on Monday.\n"
)


@pytest.fixture
def ferry(db: None) -> Article:
    return make_article(FERRY, outlet="Coast Post")


@pytest.fixture
def bridge(article: Article) -> Article:
    article.outlet = "Herald"
    article.save()
    return article


@pytest.fixture
def traffic(bridge: Article) -> Annotation:
    return make_mark(bridge, "Traffic has doubled since May.", confidence=0.62, type="trend")


@pytest.fixture
def critics(bridge: Article) -> Annotation:
    return make_mark(bridge, "Critics say it cost too much.", label="vague", type="other")


@pytest.fixture
def fare(ferry: Article) -> Annotation:
    return make_mark(ferry, "The fare rises by a tenth.", confidence=0.91)


def shown(client: Client, address: str = "", **query: Any) -> list[int]:
    """The keys of the flags on the page, in its order."""
    page = client.get(address or reverse("queue"), query).content.decode()
    return [int(key) for key in re.findall(r'id="row-(\d+)"', page)]


def text(client: Client, **query: Any) -> str:
    return client.get(reverse("queue"), query).content.decode()


class TestWhatWaits:
    def test_flags_of_all_articles_the_surest_first(
        self, analyst: Client, traffic: Annotation, critics: Annotation, fare: Annotation
    ) -> None:
        assert shown(analyst) == [fare.pk, critics.pk, traffic.pk]

    def test_what_has_no_measured_number_comes_last(
        self, analyst: Client, bridge: Article, traffic: Annotation
    ) -> None:
        fault = make_mark(bridge, "May.", kind="defect", label="undated", type="", confidence=0.99)
        assert shown(analyst) == [traffic.pk, fault.pk]

    @pytest.mark.parametrize(
        "fields",
        [
            {"verdict": "rejected"},
            {"verdict": "accepted", "state": "sourced"},
            {"verdict": "accepted", "state": "withdrawn"},
            {"confidence": 0.2},
            {"detached": True},
            {"kind": "defect", "label": "loaded-words"},
        ],
    )
    def test_what_asks_for_nothing_is_left_out(
        self, analyst: Client, bridge: Article, fields: dict[str, Any]
    ) -> None:
        make_mark(bridge, "Traffic has doubled", **fields)
        assert shown(analyst) == []

    def test_an_accepted_flag_waits_for_its_source(
        self, analyst: Client, traffic: Annotation, alice: User
    ) -> None:
        reviewing.decide(traffic, ACCEPT, user=alice, seen=1)
        assert shown(analyst) == [traffic.pk]
        assert "Needs a source</span>" in text(analyst)

    def test_older_versions_of_an_article_do_not_count(
        self, analyst: Client, bridge: Article, traffic: Annotation
    ) -> None:
        newer = bridge.revision
        newer.pk, newer.number = None, 2
        newer.save()
        bridge.current = newer
        bridge.save()
        assert shown(analyst) == []

    def test_a_random_sentence_waits_like_a_flag_and_claims_no_number(
        self, analyst: Client, bridge: Article
    ) -> None:
        sample = make_mark(
            bridge, "Traffic has doubled since May.", origin="sample", confidence=None, reasons=[]
        )
        page = text(analyst)
        assert shown(analyst) == [sample.pk]
        assert "no number" in page and "%" not in page.split('<ol class="rows"')[1]

    def test_a_random_sentence_stands_anywhere_among_the_others(
        self, analyst: Client, ferry: Article, traffic: Annotation
    ) -> None:
        for place in range(8):
            make_mark(ferry, FERRY[30 + place : 60], origin="sample", confidence=None, reasons=[])
        at = shown(analyst).index(traffic.pk)
        assert 0 < at < 8

    def test_a_decided_random_sentence_waits_no_more(
        self, analyst: Client, bridge: Article
    ) -> None:
        make_mark(bridge, "Traffic has", origin="sample", confidence=None, verdict="rejected")
        assert shown(analyst) == []

    def test_a_row_says_what_where_and_how_sure(
        self, analyst: Client, bridge: Article, alice: User
    ) -> None:
        mark = make_mark(bridge, "since May", kind="defect", label="undated", assignee=alice)
        page = text(analyst)
        for words in (
            "Fault: day without a date",
            '<span class="run defect">since May</span>',
            "Critics say it cost too much. Traffic has doubled ",
            "Mayor opens bridge",
            "Herald",
            "not yet calibrated",
            "assigned to <bdi>alice</bdi>",
            f"?mark={mark.pk}#m{mark.pk}",
        ):
            assert words in page, words

    def test_it_says_so_where_nothing_waits(self, analyst: Client) -> None:
        assert "Nothing waits for you." in text(analyst)
        assert "Nothing waits that fits these filters." in text(analyst, kind="vague")

    def test_the_head_of_every_page_counts_what_waits(
        self, analyst: Client, traffic: Annotation, fare: Annotation
    ) -> None:
        page = analyst.get(reverse("library")).content.decode()
        assert 'id="queue-size" class="n">2<' in page

    def test_the_head_stops_counting_at_99(self, analyst: Client, bridge: Article) -> None:
        many(bridge, 101)
        assert 'id="queue-size" class="n">99+<' in text(analyst)

    def test_analysts_read_and_have_nothing_to_decide_with(
        self, analyst: Client, traffic: Annotation
    ) -> None:
        page = text(analyst)
        assert "checkbox" not in page and reverse("queue-decide") not in page


def many(article: Article, number: int) -> None:
    """Marks over stretches of the text, each of another length."""
    revision = article.revision
    Annotation.objects.bulk_create(
        Annotation(
            revision=revision,
            origin="machine",
            kind="claim",
            label="unsourced",
            type="number",
            start=place % 60,
            end=place % 60 + 5,
            spans=[],
            exact=revision.text[place % 60 : place % 60 + 5],
            confidence=0.5,
            probability=0.5,
        )
        for place in range(number)
    )


class TestOrder:
    def test_by_age_the_oldest_first(
        self, analyst: Client, traffic: Annotation, fare: Annotation
    ) -> None:
        week_ago = datetime.now(UTC) - timedelta(days=7)
        Annotation.objects.filter(pk=traffic.pk).update(made=week_ago)
        assert shown(analyst, sort="age") == [traffic.pk, fare.pk]
        assert "1 week old" in text(analyst).replace("\xa0", " ")

    def test_by_outlet_and_those_without_one_last(
        self, analyst: Client, traffic: Annotation, fare: Annotation
    ) -> None:
        nameless = make_article("Nameless\n\nEggs cost twice as much.\n")
        eggs = make_mark(nameless, "Eggs cost twice as much.")
        assert shown(analyst, sort="outlet") == [fare.pk, traffic.pk, eggs.pk]

    def test_no_flag_is_missed_or_repeated_from_page_to_page(
        self, analyst: Client, bridge: Article
    ) -> None:
        many(bridge, 120)
        pages = [shown(analyst, page=number) for number in (1, 2, 3)]
        assert [len(page) for page in pages] == [50, 50, 20]
        assert len({key for page in pages for key in page}) == 120


class TestFilters:
    @pytest.fixture(autouse=True)
    def all_sorts(
        self, traffic: Annotation, critics: Annotation, fare: Annotation, ferry: Article, bob: User
    ) -> None:
        self.traffic, self.critics, self.fare = traffic, critics, fare
        self.day = make_mark(ferry, "Monday", kind="defect", label="undated", assignee=bob)
        Annotation.objects.filter(pk=critics.pk).update(verdict="accepted", state="needs-source")

    @pytest.mark.parametrize(
        ("query", "left"),
        [
            ({"kind": "vague"}, ["critics"]),
            ({"kind": "unsourced"}, ["fare", "traffic"]),
            ({"kind": "defect"}, ["day"]),
            ({"type": "trend"}, ["traffic"]),
            ({"type": "undated"}, ["day"]),
            ({"state": "needs-source"}, ["critics"]),
            ({"state": "open", "kind": "unsourced", "outlet": "Herald"}, ["traffic"]),
            ({"assignee": "me"}, ["day"]),
            ({"assignee": "bob"}, ["day"]),
            ({"assignee": "nobody", "outlet": "Coast Post"}, ["fare"]),
            ({"assignee": "dora"}, []),
            ({"outlet": "Nowhere Times"}, []),
            ({"outlet": "-"}, []),
        ],
    )
    def test_each_leaves_what_fits(
        self, analyst: Client, query: dict[str, str], left: list[str]
    ) -> None:
        assert shown(analyst, **query) == [getattr(self, name).pk for name in left]

    def test_each_value_is_counted_among_what_the_other_filters_leave(
        self, analyst: Client
    ) -> None:
        page = text(analyst, outlet="Herald", kind="vague")
        assert "Statement without a source (1)" in page and "Vague source (1)" in page
        assert "Fault of the text (0)" in page
        assert "Coast Post (0)" in page and "Herald (1)" in page

    def test_quotations_with_a_doubtful_speaker_are_there_for_the_asking(
        self, analyst: Client, ferry: Article
    ) -> None:
        sure = make_quote(ferry, "“It is late,”", speaker="Lena Moor", confidences={"source": 0.9})
        doubtful = make_quote(
            ferry, "It is late", speaker="Lena Moor", confidences={"source": 0.4, "span": 0.9}
        )
        assert {sure.pk, doubtful.pk}.isdisjoint(shown(analyst))
        assert shown(analyst, kind="quote") == [doubtful.pk]
        assert "perhaps Lena Moor" in text(analyst, kind="quote")

    @pytest.mark.parametrize(
        "query",
        [
            {"kind": "nonsense"},
            {"state": "sourced"},
            {"sort": "title; drop"},
            {"outlet": "a\0b"},
            {"type": "x" * 5000},
            {"page": "-3"},
            {"page": "99999999999999999999"},
            {"page": "two"},
            {"assignee": "\u202e"},
        ],
    )
    def test_nonsense_in_an_address_is_met_calmly(
        self, analyst: Client, query: dict[str, str]
    ) -> None:
        response = analyst.get(reverse("queue"), query)
        said = "means nothing here" in response.content.decode()
        assert response.status_code == 200
        assert said is not (set(query) & {"page", "assignee"} != set())

    def test_a_change_of_filters_swaps_the_list_and_leaves_a_clean_address(
        self, analyst: Client
    ) -> None:
        query = {"kind": "vague", "type": "", "state": "", "sort": "confidence"}
        response = analyst.get(reverse("queue"), query, headers=HTMX)
        assert response["HX-Push-Url"] == reverse("queue") + "?kind=vague"
        assert "HX-Request" in response["Vary"]
        assert response.content.decode().lstrip().startswith('<div id="queue"')
        assert '"says": "1 flag."' in response["HX-Trigger-After-Settle"]

    def test_going_back_in_the_browser_brings_the_whole_page(self, analyst: Client) -> None:
        back = HTMX | {"HX-History-Restore-Request": "true"}
        assert "<!doctype html>" in analyst.get(reverse("queue"), headers=back).content.decode()


def test_no_query_grows_with_the_rows(
    editor: Client,
    bridge: Article,
    ferry: Article,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_mark(bridge, "Traffic")
    with django_assert_max_num_queries(9) as few:
        assert len(shown(editor)) == 1
    many(ferry, 70)
    with django_assert_num_queries(len(few.captured_queries)):
        assert len(shown(editor)) == 50


def token(mark: Annotation) -> str:
    return f"{mark.pk}:{mark.version}"


def state_of(*marks: Annotation) -> list[str]:
    return [Annotation.objects.get(pk=mark.pk).verdict for mark in marks]


class TestDeciding:
    def test_an_editor_accepts_what_is_selected_in_one_go(
        self, editor: Client, traffic: Annotation, critics: Annotation, fare: Annotation
    ) -> None:
        asked = {"verdict": "accepted", "mark": [token(traffic), token(fare)]}
        response = editor.post(reverse("queue-decide"), asked, follow=True)
        assert response.redirect_chain == [(reverse("queue"), 302)]
        assert state_of(traffic, critics, fare) == ["accepted", "open", "accepted"]
        assert len(set(Decision.objects.values_list("batch", flat=True))) == 1
        page = response.content.decode()
        assert "2 accepted." in page and "You accepted 2 flags" in page

    def test_a_rejection_has_its_reason(
        self, editor: Client, traffic: Annotation, critics: Annotation
    ) -> None:
        asked = {"verdict": "rejected", "mark": [token(traffic)], "why": "", "note": "Hm"}
        response = editor.post(reverse("queue-decide"), asked, headers=HTMX)
        page = response.content.decode()
        assert response.status_code == 422
        assert "Say why the mark is rejected." in page
        assert f'value="{token(traffic)}" id="pick-{traffic.pk}"' in page
        assert page.count("checked") == 1 and 'value="Hm"' in page
        assert state_of(traffic) == ["open"]

    def test_another_reason_needs_words(self, editor: Client, traffic: Annotation) -> None:
        asked = {"verdict": "rejected", "mark": [token(traffic)], "why": "other"}
        assert editor.post(reverse("queue-decide"), asked).status_code == 422
        editor.post(reverse("queue-decide"), asked | {"note": "Said in the caption"})
        decision = Decision.objects.get()
        assert (decision.why, decision.note) == ("other", "Said in the caption")

    def test_what_others_changed_is_left_and_named(
        self, editor: Client, bob: User, traffic: Annotation, fare: Annotation
    ) -> None:
        selection = [token(traffic), token(fare)]
        reject = Ruling(Annotation.Verdict.REJECTED, why="common-knowledge")
        reviewing.decide(traffic, reject, user=bob, seen=1)
        asked = {"verdict": "accepted", "mark": selection}
        response = editor.post(reverse("queue-decide"), asked, headers=HTMX)
        page = response.content.decode()
        assert state_of(traffic, fare) == ["rejected", "accepted"]
        assert "1 accepted." in page
        left = "1 was changed by others meanwhile and is left as it is: “Traffic has doubled"
        assert left in page
        assert response.status_code == 200

    def test_where_others_were_faster_everywhere_it_is_a_conflict(
        self, editor: Client, bob: User, traffic: Annotation
    ) -> None:
        shown_as = token(traffic)
        reviewing.decide(traffic, ACCEPT, user=bob, seen=1)
        asked = {"verdict": "rejected", "mark": shown_as, "why": "not-a-claim", "note": "Mine"}
        response = editor.post(reverse("queue-decide"), asked, headers=HTMX)
        assert response.status_code == 409
        assert 'value="Mine"' in response.content.decode()

    def test_the_filters_stay(self, editor: Client, traffic: Annotation, fare: Annotation) -> None:
        asked = {"verdict": "accepted", "mark": token(fare)}
        address = reverse("queue-decide") + "?outlet=Herald&sort=age"
        response = editor.post(address, asked)
        assert response["Location"] == reverse("queue") + "?outlet=Herald&sort=age"

    @pytest.mark.parametrize(
        "mark", ["", "x", "1", "1:", ":1", "1:1:1", "9" * 40 + ":1", "1:-1", "١:١"]
    )
    def test_a_selection_that_means_nothing_is_refused(
        self, editor: Client, traffic: Annotation, mark: str
    ) -> None:
        asked = {"verdict": "accepted", "mark": mark}
        assert editor.post(reverse("queue-decide"), asked).status_code == 422

    def test_nothing_selected_is_said(self, editor: Client, traffic: Annotation) -> None:
        response = editor.post(reverse("queue-decide"), {"verdict": "accepted"})
        assert response.status_code == 422
        assert "Select at least one flag first." in response.content.decode()

    def test_a_mark_that_is_gone_is_said(self, editor: Client, traffic: Annotation) -> None:
        asked = {"verdict": "accepted", "mark": ["987654:1", token(traffic)]}
        page = editor.post(reverse("queue-decide"), asked, follow=True).content.decode()
        assert "1 was not found in the current text any more." in page
        assert state_of(traffic) == ["accepted"]

    def test_reopening_many_at_once_is_not_on_offer(
        self, editor: Client, traffic: Annotation
    ) -> None:
        asked = {"verdict": "open", "mark": token(traffic)}
        assert editor.post(reverse("queue-decide"), asked).status_code == 422


class TestUndo:
    @pytest.fixture
    def page(self, editor: Client, traffic: Annotation, fare: Annotation) -> str:
        asked = {"verdict": "accepted", "mark": [token(traffic), token(fare)]}
        return editor.post(reverse("queue-decide"), asked, follow=True).content.decode()

    def batch(self, page: str) -> str:
        found = re.search(r'name="batch" value="([^"]+)"', page)
        assert found
        return found[1]

    def test_it_is_there_after_a_reload_and_takes_all_back(
        self, editor: Client, page: str, traffic: Annotation, fare: Annotation
    ) -> None:
        batch = self.batch(text(editor))
        response = editor.post(reverse("queue-undo"), {"batch": batch}, follow=True)
        assert state_of(traffic, fare) == ["open", "open"]
        assert "2 decisions taken back." in response.content.decode()
        assert 'name="batch"' not in text(editor)

    def test_what_was_decided_again_stays(
        self, editor: Client, page: str, bob: User, traffic: Annotation, fare: Annotation
    ) -> None:
        reject = Ruling(Annotation.Verdict.REJECTED, why="cited-earlier")
        reviewing.decide(Annotation.objects.get(pk=fare.pk), reject, user=bob, seen=2)
        asked = {"batch": self.batch(page)}
        response = editor.post(reverse("queue-undo"), asked, headers=HTMX)
        assert state_of(traffic, fare) == ["open", "rejected"]
        assert "1 stays: it was decided again since." in response.content.decode()

    def test_a_second_time_there_is_nothing_left(self, editor: Client, page: str) -> None:
        asked = {"batch": self.batch(page)}
        editor.post(reverse("queue-undo"), asked)
        response = editor.post(reverse("queue-undo"), asked, headers=HTMX)
        assert response.status_code == 409
        assert "Nothing of that can be taken back any more." in response.content.decode()

    def test_nobody_takes_back_what_another_decided_in_one_go(
        self, page: str, traffic: Annotation
    ) -> None:
        dora = make_user("dora", role=User.Role.EDITOR)
        client = Client()
        client.force_login(dora)
        assert 'name="batch"' not in text(client)
        asked = {"batch": self.batch(page)}
        assert client.post(reverse("queue-undo"), asked).status_code == 409
        assert state_of(traffic) == ["accepted"]

    @pytest.mark.parametrize("batch", ["", "nonsense", str(uuid.UUID(int=0))])
    def test_an_unknown_batch_changes_nothing(self, editor: Client, page: str, batch: str) -> None:
        assert editor.post(reverse("queue-undo"), {"batch": batch}).status_code in {409, 422}
        assert Decision.objects.count() == 2
