"""Look-up and permission in one call: what a person may see or change, or 404 or 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from articles.models import Annotation, Article, User

Person = User | AnonymousUser


def member(user: Person) -> User:
    """The signed-in person; every signed-in person may read every article."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        raise PermissionDenied("Sign in to read articles.")
    return user


def editor(user: Person) -> User:
    if not member(user).is_editor:
        raise PermissionDenied("Only editors decide on marks.")
    return member(user)


def readable_article(user: Person, pk: int) -> Article:
    member(user)
    return get_object_or_404(Article.objects.select_related("current", "added_by"), pk=pk)


def article_state(user: Person, pk: int) -> Article:
    """The article without its long texts, for what is asked for every second."""
    member(user)
    return get_object_or_404(Article.objects.for_library(), pk=pk)


def readable_annotation(user: Person, pk: int) -> Annotation:
    member(user)
    marks = Annotation.objects.select_related("revision__article", "made_by")
    return get_object_or_404(marks.defer("revision__sentences"), pk=pk)


def reviewable_annotation(user: Person, pk: int) -> Annotation:
    editor(user)
    return readable_annotation(user, pk)


def reviewable_article(user: Person, pk: int) -> Article:
    editor(user)
    return readable_article(user, pk)
