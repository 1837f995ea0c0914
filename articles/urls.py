from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from articles.views import health, library, people, reading, reviewing

sign_in = login_not_required(
    auth.LoginView.as_view(template_name="people/sign_in.html", redirect_authenticated_user=True)
)

urlpatterns = [
    path("", library.library, name="library"),
    path("upload", library.upload, name="upload"),
    path("paste", library.paste, name="paste"),
    path(
        "articles/<int:pk>/",
        include(
            [
                path("", reading.article, name="article"),
                path("body", reading.body, name="article-body"),
                path("state", library.state, name="article-state"),
                path("voices", reading.voices, name="article-voices"),
                path("details", reading.details, name="article-details"),
                path("retry", reading.retry, name="article-retry"),
                path("original", reading.original, name="article-original"),
                path("marks", reviewing.add_mark, name="add-mark"),
            ]
        ),
    ),
    path(
        "marks/<int:pk>/",
        include(
            [
                path("", reviewing.card, name="mark"),
                path("verdict", reviewing.verdict, name="verdict"),
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
