"""Takes articles out of files. Nothing heavy is loaded until a file needs it."""

from articles.ingest.document import ExtractedArticle, IngestError, Limits
from articles.ingest.isolated import read_isolated
from articles.ingest.reading import read_article, read_pasted

__all__ = [
    "ExtractedArticle",
    "IngestError",
    "Limits",
    "read_article",
    "read_isolated",
    "read_pasted",
]
