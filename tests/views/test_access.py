"""Who may do what at each address: strangers sign in, analysts read, editors decide."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Annotation, Article, Decision, User
from tests.factories import make_mark

SIGN_IN, OPEN, FORBIDDEN, MISSING = "sign in", "open", "forbidden", "not there"
# A GET shows the form that is posted to the same address.
SHOW_A_FORM = {"article-details", "article-notes", "article-revisions", "mark-notes"}
OF_A_MARK = (
    "undo",
    "undo-all",
    "correct",
    "correct-words",
    "correct-speaker",
    "flag-state",
    "flag-assignee",
    "add-evidence",
    "reattach",
)
# For each address: who asks by which method -> what they get.
ROUTES = {
    "library": ("get", SIGN_IN, OPEN, OPEN),
    "upload": ("post", SIGN_IN, OPEN, OPEN),
    "paste": ("post", SIGN_IN, OPEN, OPEN),
    "fetch": ("post", SIGN_IN, OPEN, OPEN),
    "article": ("get", SIGN_IN, OPEN, OPEN),
    "article-body": ("get", SIGN_IN, OPEN, OPEN),
    "article-state": ("get", SIGN_IN, OPEN, OPEN),
    "article-voices": ("get", SIGN_IN, OPEN, OPEN),
    "article-galley": ("get", SIGN_IN, OPEN, OPEN),
    "article-marks": ("get", SIGN_IN, OPEN, OPEN),
    "article-details": ("post", SIGN_IN, OPEN, OPEN),
    "article-retry": ("post", SIGN_IN, OPEN, OPEN),
    "article-fetch-again": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "article-original": ("get", SIGN_IN, OPEN, OPEN),
    "add-mark": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "mark": ("get", SIGN_IN, OPEN, OPEN),
    "verdict": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "undo": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "undo-all": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "correct": ("get", SIGN_IN, FORBIDDEN, OPEN),
    "correct-words": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "correct-speaker": ("post", SIGN_IN, FORBIDDEN, MISSING),
    "flag-state": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "flag-assignee": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "add-evidence": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "evidence": ("get", SIGN_IN, MISSING, MISSING),
    "calibration": ("get", SIGN_IN, OPEN, OPEN),
    "calibration-refit": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "calibration-shipped": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "sign-in": ("get", OPEN, OPEN, OPEN),
    "sign-in-link": ("get", OPEN, OPEN, OPEN),
    "sign-out": ("post", OPEN, OPEN, OPEN),
    "queue": ("get", SIGN_IN, OPEN, OPEN),
    "queue-decide": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "queue-undo": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "article-history": ("get", SIGN_IN, OPEN, OPEN),
    "article-history-csv": ("get", SIGN_IN, OPEN, OPEN),
    "article-desk": ("get", SIGN_IN, OPEN, OPEN),
    "article-review": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "article-assignee": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "article-presence": ("post", SIGN_IN, OPEN, OPEN),
    "article-notes": ("post", SIGN_IN, OPEN, OPEN),
    "article-revisions": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "article-revision": ("get", SIGN_IN, OPEN, OPEN),
    "reattach": ("post", SIGN_IN, FORBIDDEN, OPEN),
    "mark-notes": ("post", SIGN_IN, OPEN, OPEN),
    "mentions": ("get", SIGN_IN, OPEN, OPEN),
    "mentions-read": ("post", SIGN_IN, OPEN, OPEN),
    "mention": ("post", SIGN_IN, MISSING, MISSING),
    "password": ("get", SIGN_IN, OPEN, OPEN),
    "healthz": ("get", OPEN, OPEN, OPEN),
}


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern.url_patterns)
        else:
            found.add(str(pattern.name))
    return found


def address(name: str, article: Article, mark: Annotation) -> str:
    args: dict[str, list[object]] = {"mark": [mark.pk], "verdict": [mark.pk]}
    args |= {"mark-notes": [mark.pk], "mention": [0], "sign-in-link": ["unknown"]}
    args |= {"evidence": [mark.pk, 0], **{each: [mark.pk] for each in OF_A_MARK}}
    if name.startswith("article") or name == "add-mark":
        args[name] = [article.pk]
    if name == "article-revision":
        args[name] = [article.pk, 1]
    return reverse(name, args=args.get(name))


def test_every_address_is_in_the_table() -> None:
    assert names(get_resolver().url_patterns) == set(ROUTES)


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("who", [1, 2, 3])
def test_people_get_where_they_belong_and_nowhere_else(
    name: str, who: int, article: Article, alice: User, bob: User
) -> None:
    client, mark = Client(), make_mark(article, "Traffic has doubled since May.")
    if who > 1:
        client.force_login({2: bob, 3: alice}[who])
    method, expected = ROUTES[name][0], ROUTES[name][who]
    response = getattr(client, method)(address(name, article, mark))
    if expected == SIGN_IN:
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("sign-in"))
    elif expected == FORBIDDEN:
        assert response.status_code == 403
    elif expected == MISSING:
        assert response.status_code == 404
    else:
        assert response.status_code in {200, 286, 302, 410, 422}
        back_to_the_door = response.get("Location", "").startswith(reverse("sign-in"))
        assert who == 1 or name == "sign-out" or not back_to_the_door


def test_an_analysts_verdict_is_refused_and_leaves_no_trace(article: Article, bob: User) -> None:
    client, mark = Client(), make_mark(article, "Traffic has doubled since May.")
    client.force_login(bob)
    response = client.post(reverse("verdict", args=[mark.pk]), {"verdict": "accepted", "seen": 1})
    mark.refresh_from_db()
    assert (response.status_code, mark.verdict) == (403, "open")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", [name for name, row in ROUTES.items() if row[0] == "post"])
def test_nothing_is_changed_without_the_forms_token(
    name: str, article: Article, alice: User
) -> None:
    client, mark = Client(enforce_csrf_checks=True), make_mark(article, "Traffic has doubled")
    client.force_login(alice)
    assert client.post(address(name, article, mark)).status_code == 403


@pytest.mark.parametrize("name", [name for name, row in ROUTES.items() if row[0] == "post"])
def test_no_get_changes_anything(name: str, article: Article, alice: User) -> None:
    client, mark = Client(), make_mark(article, "Traffic has doubled")
    client.force_login(alice)
    response = client.get(address(name, article, mark))
    assert response.status_code == (200 if name in SHOW_A_FORM else 405)


def test_a_disabled_person_is_a_stranger(article: Article, alice: User) -> None:
    client = Client()
    client.force_login(alice)
    User.objects.update(is_active=False)
    assert client.get(article.get_absolute_url()).status_code == 302


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(
    stranger: Client, article: Article
) -> None:
    state = reverse("article-state", args=[article.pk])
    response = stranger.get(
        state, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/?page=2"}
    )
    assert response["HX-Redirect"] == reverse("sign-in") + "?next=/%3Fpage%3D2"


@pytest.mark.parametrize("pk", [0, 999_999, 2**63, 2**200])
def test_what_is_not_there_is_a_404(editor: Client, pk: int) -> None:
    assert editor.get(reverse("article", args=[pk])).status_code == 404
    assert editor.get(reverse("mark", args=[pk])).status_code == 404


def test_pages_carry_a_strict_content_security_policy(analyst: Client) -> None:
    policy = analyst.get(reverse("library"))["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("key", [2**63, 2**200])
def test_a_key_that_no_row_can_have_is_a_404_within_another_too(
    editor: Client, article: Article, key: int
) -> None:
    mark = make_mark(article, "Traffic has doubled")
    for name, args in (
        ("article-revision", [key, 1]),
        ("article-revision", [article.pk, key]),
        ("evidence", [key, 1]),
        ("evidence", [mark.pk, key]),
    ):
        assert editor.get(reverse(name, args=args)).status_code == 404
