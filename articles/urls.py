from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from articles.views import health, people
from articles.views.calibration import calibration
from articles.views.desk import desk, notes
from articles.views.history import history
from articles.views.library import by_address, library
from articles.views.marks import correcting, following, reviewing
from articles.views.queue import queue
from articles.views.reader import galley, mark_list, reading
from articles.views.versions import revisions

sign_in = login_not_required(
    auth.LoginView.as_view(template_name="people/sign_in.html", redirect_authenticated_user=True)
)

urlpatterns = [
    path("", library.library, name="library"),
    path("upload", library.upload, name="upload"),
    path("paste", library.paste, name="paste"),
    path("fetch", by_address.fetch, name="fetch"),
    path("queue", queue.queue, name="queue"),
    path("calibration", calibration.calibration, name="calibration"),
    path("calibration/refit", calibration.refit, name="calibration-refit"),
    path("calibration/shipped", calibration.shipped, name="calibration-shipped"),
    path("queue/decide", queue.decide, name="queue-decide"),
    path("queue/undo", queue.undo, name="queue-undo"),
    path(
        "articles/<int:pk>/",
        include(
            [
                path("", reading.article, name="article"),
                path("body", reading.body, name="article-body"),
                path("state", library.state, name="article-state"),
                path("voices", reading.voices, name="article-voices"),
                path("galley", galley.galley, name="article-galley"),
                path("marks/all", mark_list.marks, name="article-marks"),
                path("details", reading.details, name="article-details"),
                path("retry", reading.retry, name="article-retry"),
                path("fetch", by_address.fetch_again, name="article-fetch-again"),
                path("original", reading.original, name="article-original"),
                path("history", history.history, name="article-history"),
                path("history.csv", history.history_csv, name="article-history-csv"),
                path("marks", reviewing.add_mark, name="add-mark"),
                path("desk", desk.desk, name="article-desk"),
                path("review", desk.review, name="article-review"),
                path("assignee", desk.assign, name="article-assignee"),
                path("presence", desk.be_present, name="article-presence"),
                path("notes", notes.article_notes, name="article-notes"),
                path("revisions", revisions.revisions, name="article-revisions"),
                path("revisions/<int:number>", revisions.revision, name="article-revision"),
            ]
        ),
    ),
    path(
        "marks/<int:pk>/",
        include(
            [
                path("", reviewing.card, name="mark"),
                path("verdict", reviewing.verdict, name="verdict"),
                path("undo", reviewing.undo, name="undo"),
                path("undo-all", reviewing.undo_all, name="undo-all"),
                path("correct", correcting.correct, name="correct"),
                path("words", correcting.correct_words, name="correct-words"),
                path("speaker", correcting.correct_speaker, name="correct-speaker"),
                path("state", following.state, name="flag-state"),
                path("assignee", following.assign, name="flag-assignee"),
                path("evidence", following.add_evidence, name="add-evidence"),
                path("evidence/<int:number>", following.document, name="evidence"),
                path("notes", notes.mark_notes, name="mark-notes"),
                path("reattach", revisions.reattach, name="reattach"),
            ]
        ),
    ),
    path(
        "notes/",
        include(
            [
                path("", notes.mentions, name="mentions"),
                path("read", notes.read_mentions, name="mentions-read"),
                path("<int:pk>", notes.open_mention, name="mention"),
            ]
        ),
    ),
    path(
        "account/",
        include(
            [
                path("sign-in", sign_in, name="sign-in"),
                path("sign-in/<str:token>", people.sign_in_by_link, name="sign-in-link"),
                path("sign-out", auth.LogoutView.as_view(), name="sign-out"),
                path("password", people.password, name="password"),
            ]
        ),
    ),
    path("healthz", health.healthz, name="healthz"),
]
