from articles.models.annotation import Annotation
from articles.models.append_only import AppendOnly
from articles.models.article import Article, Revision
from articles.models.decision import Decision
from articles.models.event import Event
from articles.models.user import SignInLink, User

__all__ = [
    "Annotation",
    "AppendOnly",
    "Article",
    "Decision",
    "Event",
    "Revision",
    "SignInLink",
    "User",
]
