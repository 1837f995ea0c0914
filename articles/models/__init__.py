from articles.models.annotation import Annotation
from articles.models.append_only import AppendOnly
from articles.models.article import Article, Revision
from articles.models.calibration import Calibration
from articles.models.decision import Decision
from articles.models.event import Event
from articles.models.evidence import Evidence
from articles.models.note import Mention, Note
from articles.models.presence import Presence
from articles.models.user import SignInLink, User

__all__ = [
    "Annotation",
    "AppendOnly",
    "Article",
    "Calibration",
    "Decision",
    "Event",
    "Evidence",
    "Mention",
    "Note",
    "Presence",
    "Revision",
    "SignInLink",
    "User",
]
