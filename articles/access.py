"""Look-up and permission in one call: what a person may see or change, or 404 or 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from articles.models import Annotation, Article, Evidence, Mention, Revision, User

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
    return get_object_or_404(
        Article.objects.select_related("current", "added_by", "assignee"), pk=pk
    )


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


def readable_revision(user: Person, pk: int, number: int) -> Revision:
    member(user)
    revisions = Revision.objects.select_related("article__current")
    return get_object_or_404(revisions, article__pk=pk, number=number)


def own_mentions(user: Person) -> QuerySet[Mention]:
    """The notes that mention the person, each with what its line tells."""
    return (
        Mention.objects.filter(user=member(user))
        .select_related("note__actor", "note__article", "note__annotation")
        .prefetch_related("note__mentions__user")
    )


def own_mention(user: Person, pk: int) -> Mention:
    return get_object_or_404(own_mentions(user), pk=pk)


def readable_document(user: Person, mark: int, pk: int) -> Evidence:
    member(user)
    documents = Evidence.objects.filter(annotation__pk=mark, kind=Evidence.Kind.DOCUMENT)
    document: Evidence = get_object_or_404(documents, pk=pk)
    return document
