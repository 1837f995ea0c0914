"""The source of the last attribution in a text, as the whole pipeline gives it."""

from articles.nlp import pipeline
from articles.nlp.findings import Quote, Source


def last_quote(text: str) -> Quote:
    found = [each for each in pipeline.annotate(text).annotations if isinstance(each, Quote)]
    return found[-1]


def last_source(text: str) -> Source:
    source = last_quote(text).source
    assert source is not None
    return source
