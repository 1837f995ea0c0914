"""Every reason that a quote may show: a text that fires it, and one that does not."""

import re
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp import pipeline, reasons
from articles.nlp.attribution import component as attribution
from articles.nlp.attribution import quotes
from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.links import Group, Link, Stretch
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import read_words
from articles.nlp.findings import Quote
from articles.nlp.naming import persons, sources

pytestmark = pytest.mark.model

# A first line of its own, so that the example is read as part of a story.
OPENING = "A quiet day in Westport.\n\nThe ferry left at noon and came back at four.\n\n"

FIRES = {
    "quotation-marks": "“The pier is gone,” Bell said.",
    "reporting-cue": "Bell said the pier was gone.",
    "adjacent-cue": "Bell said the pier was gone.",
    "according-to": "The bridge is safe, according to the rail operator.",
    "colon-cue": "Ada Bell: “The pier is gone and nobody will pay for it.”",
    "nominal-cue": "His claim that the harbour is full was rejected.",
    "no-cue": "“There is no money left.”",
    "speaker-grammar": "Bell said the pier was gone.",
    "carried-over": "“We wait,” Bell said. “We waited for years.\n\n“Then the water came.”",
    "continued": "“We wait,” Bell said. “We waited for years.\n\n“Then the water came.”",
    "split": "“The pier is gone,” Bell said, “and nobody will pay.”",
    "no-source": "“There is no money left.”",
    "ambiguous-speaker": "David Orr met Thomas Kent on Tuesday. He said the deal was dead.",
    "unclosed-mark": "Bell said: “The pier is gone.",
    "name-resolved": "Ada Bell met the crews. “The pier is gone,” Bell said.",
    "title-resolved": "Ada Bell, the mayor, met the crews. “We lost,” the mayor said.",
    "body-resolved": "Norland Motors closed a plant. The company said sales had dropped.",
    "pronoun-resolved": "Ada Bell met the crews. She said the pier was gone.",
    "pronoun-open": "The meeting ended late. He said the deal was dead.",
}
SILENT = {
    **dict.fromkeys(FIRES, "“The pier is gone,” the harbour board said."),
    "quotation-marks": "Bell said the pier was gone.",
    "reporting-cue": "“There is no money left.”",
    "adjacent-cue": "“There is no money left.”",
    "speaker-grammar": "“There is no money left.”",
}


def codes(text: str) -> set[str]:
    found = pipeline.annotate(OPENING + text).annotations
    return {
        each.reason.code for quote in found if isinstance(quote, Quote) for each in quote.reasons
    }


@pytest.mark.parametrize(("code", "text"), FIRES.items(), ids=FIRES.keys())
def test_it_fires(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), SILENT.items(), ids=SILENT.keys())
def test_it_is_silent(code: str, text: str) -> None:
    assert code not in codes(text)


def grounds(cue: str) -> set[str]:
    """Of "Roe ... it rained" where the parse ties nothing together."""
    parts = ["Roe", cue, "it", "rained"]
    doc = Doc(
        Vocab(), words=parts, heads=[0, 1, 2, 3], deps=["dep"] * 4, tags=["NNP"] + ["VBD"] * 3
    )
    words = read_words(doc, CueLexicon({("say", "V"): (9, 9)}))
    group = Group(0, (Stretch("content", 2, 4),), Stretch("cue", 1, 2))
    tagged = Tagged(["O"] * 4, [1.0] * 4, [1.0] * 4, [1.0] * 4)
    link = Link(group, Stretch("source", 0, 1), "", 1.0)
    context = quotes.Context(doc, doc.text, words, tagged, {})
    return {each.reason.code for each in quotes.grounds(link, context)}


def test_a_word_that_seldom_announces_is_called_rare() -> None:
    assert "rare-cue" in grounds("juggled")
    assert "rare-cue" not in grounds("said")


def test_a_source_that_only_stands_near_is_called_nearest() -> None:
    assert "speaker-nearest" in grounds("said")
    assert "speaker-nearest" not in codes("Bell said the pier was gone.")


def test_rules_only_is_told_where_there_are_no_weights(tmp_path: Path) -> None:
    (found,) = pipeline.load(weights=tmp_path).annotate("Bell said it rained.").annotations
    assert found.reasons[-1].reason is reasons.RULES_ONLY


def test_no_reason_is_left_untested() -> None:
    used = set()
    for module in (quotes, sources, persons, attribution):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        used |= {getattr(reasons, name).code for name in re.findall(r"reasons\.([A-Z_]+)", source)}
    assert used == {*FIRES, "rare-cue", "speaker-nearest"}
