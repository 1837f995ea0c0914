"""The parser, loaded once; attributions are given by hand."""

import pytest
from spacy.language import Language

from articles.nlp import pipeline
from articles.nlp.findings import Quote
from articles.nlp.sourcing.reading import Reading
from tests.nlp.sourcing.building import Reader, prepared


@pytest.fixture(scope="session")
def parser() -> Language:
    return pipeline.load_parser()


@pytest.fixture
def reading_of(parser: Language) -> Reader:
    def reading(text: str, *quotes: Quote) -> Reading:
        return prepared(pipeline.parse(parser, text), quotes)

    return reading
