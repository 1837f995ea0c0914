"""Small questions that templates ask of articles."""

from django import template

from articles.models import Revision
from articles.views.wording import Coverage, coverage_of

register = template.Library()


@register.filter
def coverage(revision: Revision) -> Coverage:
    """Sentences by sourcing, for the coverage line."""
    return coverage_of(revision.tally)
