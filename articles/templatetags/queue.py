"""How much waits in the queue, for the head of every page."""

from django import template

from articles.models import Annotation

register = template.Library()
MOST = 99


@register.simple_tag
def queue_size() -> str:
    """A number up to 99, then "99+": counting stops there, so that no page waits for it."""
    count = Annotation.objects.waiting().order_by()[: MOST + 1].count()
    return f"{MOST}+" if count > MOST else str(count)
