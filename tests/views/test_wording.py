"""Which toggle shows a mark, and what it is called."""

from typing import Any

import pytest

from articles.models import Annotation, Article
from articles.nlp.confidence import SURE
from articles.views import wording
from tests.factories import make_mark

DOUBTFUL = 0.22


def traffic(article: Article, **fields: Any) -> Annotation:
    return make_mark(article, "Traffic has doubled since May.", **fields)


@pytest.mark.parametrize(
    ("fields", "layer", "sign"),
    [
        ({"confidence": DOUBTFUL}, "unsourced", "unsure"),
        ({"confidence": SURE}, "unsourced", "unsourced"),
        ({"confidence": DOUBTFUL, "verdict": "accepted"}, "unsourced", "unsourced"),
        ({"confidence": DOUBTFUL, "verdict": "rejected"}, "unsourced", "unsourced"),
        ({"confidence": DOUBTFUL, "type": "orphan-quote"}, "unsourced", "unsourced"),
        ({"confidence": DOUBTFUL, "label": "vague"}, "vague", "unsure"),
        ({"confidence": DOUBTFUL, "kind": "quote", "label": "direct"}, "quote", "unsure"),
        ({"confidence": DOUBTFUL, "kind": "defect", "label": "undated"}, "defect", "defect"),
        ({"confidence": DOUBTFUL, "kind": "defect", "label": "loaded-words"}, "loaded", "loaded"),
    ],
)
def test_an_open_doubtful_mark_keeps_its_layer_and_has_the_sign_of_doubt(
    article: Article, fields: dict[str, Any], layer: str, sign: str
) -> None:
    mark = traffic(article, **fields)
    assert (wording.layer(mark), wording.sign(mark)) == (layer, sign)
    assert layer in {each.key for each in wording.LAYERS}


def test_a_mark_made_by_an_untrained_model_is_not_told_to_be_doubtful(article: Article) -> None:
    reasons = [{"code": "untrained", "says": "x", "start": None, "end": None}]
    assert wording.sign(traffic(article, confidence=DOUBTFUL, reasons=reasons)) == "unsourced"


def test_an_editors_own_mark_is_never_doubtful(article: Article, alice: object) -> None:
    mark = traffic(article, origin="editor", confidence=None, made_by=alice)
    assert wording.sign(mark) == "unsourced" and wording.number(mark) is None


@pytest.mark.parametrize(
    ("confidence", "number"), [(0.349, 34), (0.35, 35), (0.55, 55), (1.0, 100)]
)
def test_the_number_that_the_slider_compares_is_never_rounded_up(
    article: Article, confidence: float, number: int
) -> None:
    assert wording.number(traffic(article, confidence=confidence)) == number


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Not decided"),
        ({"verdict": "rejected"}, "Rejected"),
        ({"verdict": "accepted"}, "Accepted"),
        ({"verdict": "accepted", "state": "needs-source"}, "Needs a source"),
        ({"verdict": "accepted", "kind": "quote", "label": "direct"}, "Accepted"),
    ],
)
def test_how_far_a_mark_has_got(article: Article, fields: dict[str, Any], says: str) -> None:
    assert wording.standing(traffic(article, **fields)) == says


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("dangling-pronoun", "Fault: unclear who is meant"),
        ("new-kind", "Fault: new kind"),
        ("other", "Fault of the text"),
        ("loaded-words", "Loaded words"),
    ],
)
def test_a_fault_is_named_in_plain_words(article: Article, label: str, title: str) -> None:
    assert wording.title(traffic(article, kind="defect", label=label, type="")) == title


def test_a_name_stays_one_line_whoever_speaks(article: Article) -> None:
    mark = traffic(article, kind="quote", label="direct", source_text="Ruth " * 100)
    assert len(wording.name(mark)) < 150


def test_a_doubtful_statement_is_named_as_one_until_it_is_decided(article: Article) -> None:
    mark = traffic(article, confidence=DOUBTFUL)
    assert wording.name(mark) == "Perhaps without a source, unlikely (22 %)"
    mark.verdict = Annotation.Verdict.ACCEPTED
    assert wording.name(mark) == "Statement without a source, unlikely (22 %), accepted"
