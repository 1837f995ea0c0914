"""Small questions that every page asks for the person who is signed in."""

from django import template

from articles.access import Person
from articles.models import Mention

register = template.Library()


@register.simple_tag
def unread_notes(user: Person) -> int:
    """How many notes that mention the person are unread."""
    return Mention.objects.filter(user=user.pk, read=None).count()
