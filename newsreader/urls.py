"""The site's addresses: all of them belong to the articles app."""

from django.urls import include, path

urlpatterns = [path("", include("articles.urls"))]
handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.forbidden"
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.broken"
