"""The marks of a revision together with those that they were carried from, without a query each."""

from collections.abc import Collection

from articles.models import Annotation


def lineages(marks: Collection[Annotation]) -> dict[int, int]:
    """By the key of each mark and of every earlier one: the key of the mark as it stands here.

    One query for each earlier version of the article that a mark comes from.
    """
    here = {mark.pk: mark.pk for mark in marks}
    newer = {mark.carried_from_id: mark.pk for mark in marks if mark.carried_from_id}
    while newer:
        here |= newer
        earlier = Annotation.objects.filter(pk__in=newer, carried_from__isnull=False)
        pairs = earlier.values_list("pk", "carried_from_id")
        newer = {before: here[pk] for pk, before in pairs if before}
    return here
