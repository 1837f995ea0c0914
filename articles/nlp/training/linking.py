"""Learns to choose the source of a group of contents, from articles marked by hand."""

from collections.abc import Iterable, Sequence

from articles.nlp.attribution.linking import choices
from articles.nlp.attribution.links import Candidate, Group, Link
from articles.nlp.attribution.ranking import Weighting
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import Words
from articles.nlp.training.attribution import Article, Example
from articles.nlp.training.ranking import Choice, fit

# Articles that both have read are few: only clear evidence moves a weight.
NEAR_PRIOR = 10.0
Spans = Sequence[tuple[int, int]]


def gold_sources(words: Words, starts: dict[int, int], article: Article) -> dict[int, set[int]]:
    """For each token of a content the tokens of its source; none where it has no source."""
    found: dict[int, set[int]] = {}
    for attribution in article["attributions"]:
        sources = {starts[at] for start, end in attribution["source"] for at in range(start, end)
                   if at in starts}  # fmt: skip
        for start, end in attribution["content"]:
            for at in range(start, end):
                if at in starts:
                    found.setdefault(starts[at], sources)
    return found


def right_candidate(
    group: Group, candidates: Sequence[Candidate], gold: dict[int, set[int]]
) -> int | None:
    """The number of the candidate that the gold confirms, None if it cannot be told."""
    marked = [gold[token] for content in group.contents
              for token in range(content.start, content.end) if token in gold]  # fmt: skip
    if not marked:
        return None
    wanted = marked[0]
    for number, each in enumerate(candidates):
        if each.source is None and not wanted:
            return number
        if each.source and wanted.intersection(range(each.source.start, each.source.end)):
            return number
    return None


def article_choices(words: Words, tagged: Tagged, gold: dict[int, set[int]]) -> Iterable[Choice]:
    done: list[Link] = []
    for group, candidates in choices(words, tagged, done):
        right = right_candidate(group, candidates, gold)
        chosen = candidates[right if right is not None else -1]
        done.append(Link(group, chosen.source, chosen.borrowed, 1.0))
        if right is not None:
            yield Choice([each.features for each in candidates], right)


def learn_linking(
    examples: Sequence[Example],
    articles: Sequence[Article],
    tagged: Sequence[tuple[Words, Tagged]],
    prior: Weighting | None = None,
) -> Weighting:
    """`tagged` are a model's cross-validated labels, with their faults: those it will meet.

    A `prior` are weights from more articles but fewer features.
    """
    found: list[Choice] = []
    for example, article, (words, own) in zip(examples, articles, tagged, strict=True):
        starts = {token.idx: token.i for token in example.doc}
        found.extend(article_choices(words, own, gold_sources(words, starts, article)))
    return fit(found) if prior is None else fit(found, prior=prior, ridge=NEAR_PRIOR)
