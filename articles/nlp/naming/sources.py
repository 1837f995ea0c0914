"""Says of each quote's source what kind it is and, where the article makes it clear, who it is.

A wrong name is worse than none: where two persons fit equally well, both are told and none named.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from articles.nlp import reasons
from articles.nlp.extensions import declare_extensions
from articles.nlp.findings import Evidence, Quote, Source, SourceType
from articles.nlp.naming.bodies import body_name, meant_by
from articles.nlp.naming.cast import read_cast
from articles.nlp.naming.documents import publisher
from articles.nlp.naming.kinds import (
    DEFINITE,
    PARTITIVE,
    is_both,
    is_capital_plural,
    is_group_name,
    is_ratio,
    is_shadow,
    kind_of_noun,
)
from articles.nlp.naming.names import NAME_TAGS, Cast, Organisation, is_person_noun
from articles.nlp.naming.persons import Resolved, by_description, named_person
from articles.nlp.naming.pronouns import CROWDS, PRONOUNS, Referent, refer
from articles.nlp.wordlists import words

declare_extensions()

BODY_LABELS = frozenset({"ORG", "GPE", "FAC"})
SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen",
                           "representative", "attorney", "lawyer", "solicitor"})  # fmt: skip
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WDT", "DT", "CD"})
TRAILING = " \t,;:–—-"
# "This Week" and "USA Today", in capitals, are names.
TIME_TAIL = re.compile(
    r"[\s,]+(?:(?:late\s+|early\s+)?(?:last|this)\s+(?:week|month|year|night|morning|spring|summer|"
    r"autumn|fall|winter)|yesterday|today|tonight)$"
)
NEAR = 2
DOUBTFUL = 0.45


def resolve(quote: Quote, doc: Doc, cast: Cast, earlier: Sequence[Quote]) -> Quote:
    """The quote with its source's type and name filled in, and no comma left at its end."""
    if quote.source is None:
        return quote
    source = trimmed(quote.source)
    span = doc.char_span(source.start, source.end, alignment_mode="expand")
    if span is None or any(each.reason is reasons.AMBIGUOUS_SPEAKER for each in quote.reasons):
        return replace(quote, source=replace(source, type="unresolved", name=None))
    found = identify(head_token(span), span, cast, earlier)
    named = replace(source, type=found.type, name=found.name)
    return replace(quote, source=named, reasons=quote.reasons + found.reasons)


def trimmed(source: Source) -> Source:
    """Without a comma or a time at its end: "Elmford last week" is Elmford."""
    text = TIME_TAIL.sub("", source.text.rstrip(TRAILING)).rstrip(TRAILING) or source.text
    return replace(source, end=source.start + len(text), text=text)


def head_token(span: Span) -> Token:
    """The word that says what the source is: in "one of the aides" it is "aides"."""
    head: Token = span.root
    lost = head.tag_ == "DT" and len(span) > 1 and not any(head.rights)
    if lost or head.tag_ not in NOMINAL:
        head = first_nominal(span) or head
    if head.lower_ in PARTITIVE:
        for child in head.children:
            if child.lower_ in {"of", "in"} and child.i < span.end:
                inner = next((each for each in child.children if each.dep_ == "pobj"), None)
                if inner is not None and inner.i < span.end and inner.tag_ != "CD":
                    return inner
    return head


def first_nominal(span: Span) -> Token | None:
    """The last word of the first run of nouns, where the parser lost the source's head."""
    found: Token | None = None
    for token in span:
        if token.tag_ in NAME_TAGS | {"NN", "NNS"}:
            found = token
        elif found is not None:
            break
    return found


def identify(head: Token, span: Span, cast: Cast, earlier: Sequence[Quote]) -> Resolved:
    found = identify_one(head, span, cast, earlier)
    # Of two who speak together neither is the speaker: their words stand for themselves.
    return Resolved(found.type) if found.name and speak_together(head, span, cast) else found


def speak_together(head: Token, span: Span, cast: Cast) -> bool:
    """ "Halden Freight and Corvane Lines": another name joined to the source's head."""
    body = cast.body_at.get(head.i)
    joined = [
        child.i
        for child in head.children
        if child.dep_ == "conj" and child.tag_ in NAME_TAGS | {"NN", "NNS"}
    ]
    # The parser often takes two names with "and" between for one.
    for token in head.doc[span.start + 1 : span.end - 1]:
        if token.lower_ in {",", "of", "for"}:
            break
        if token.lower_ == "and" and token.ent_type_ != "ORG" and token.nbor().tag_ in NAME_TAGS:
            joined += [token.i - 1, token.i + 1]
    return any(
        span.start <= at < span.end and at != head.i
        and (body is None or cast.body_at.get(at) is not body)
        for at in joined
    )  # fmt: skip


def identify_one(head: Token, span: Span, cast: Cast, earlier: Sequence[Quote]) -> Resolved:
    if head.lower_ in PRONOUNS and not is_ratio(head):
        return by_pronoun(head, cast, earlier)
    if not is_capital_plural(head, cast):
        person = named_person(head, span, cast)
        if person is not None:
            return person
    return by_noun(head, span, cast)


def by_pronoun(head: Token, cast: Cast, earlier: Sequence[Quote]) -> Resolved:
    found = refer(head, cast, earlier)
    if not isinstance(found, Token):
        return from_referent(head, found)
    noun = found.doc[found.left_edge.i : found.i + 1]
    resolved = identify(found, noun, cast, earlier)
    if head.lower_ == "which" and resolved.type == "person":
        return Resolved("organisation")
    # Who "they" are is never as sure as what they are.
    return replace(resolved, name=None) if head.lower_ in CROWDS else resolved


def from_referent(head: Token, found: Referent) -> Resolved:
    at = (head.idx, head.idx + len(head))
    if found.name is not None:
        spot = found.spans[0] if found.spans else at
        return Resolved(found.type, found.name, (Evidence(reasons.PRONOUN_RESOLVED, *spot),))
    if found.type != "unresolved":
        return Resolved(found.type)
    rivals = tuple(Evidence(reasons.AMBIGUOUS_SPEAKER, *each) for each in found.spans)
    return Resolved(found.type, None, (Evidence(reasons.PRONOUN_OPEN, *at), *rivals))


def by_noun(head: Token, span: Span, cast: Cast) -> Resolved:
    beside = named_beside(head, span, cast)
    named = named_person(beside, span, cast) if beside is not None else None
    if named is not None:
        return named
    if head.lower_ in SPOKESPERSONS:
        return by_spokesperson(head, span, cast)
    crowd = is_group_name(head) or is_capital_plural(head, cast)
    if head.i in cast.body_at and not crowd:
        return Resolved("organisation", cast.body_at[head.i].name)
    proper = head.tag_ in NAME_TAGS or head.ent_type_ in BODY_LABELS
    if proper and not crowd and not is_common(head, cast):
        return Resolved("organisation", organisation_name(head, span, cast))
    return by_common_noun(head, span, cast)


def is_common(head: Token, cast: Cast) -> bool:
    """A listed common noun in capitals: "Police" at a sentence's head, "Satellite Images"."""
    low = head.lower_
    plural = head.tag_ in {"NNS", "NNPS"} and low in words("document-nouns")
    return plural or low == "police" or (is_person_noun(low) and low not in cast.by_part)


def by_common_noun(head: Token, span: Span, cast: Cast) -> Resolved:
    kind = "unresolved" if is_both(head) else kind_of_noun(head, span, cast)
    if kind == "document":
        return named_body(head, publisher(head, cast), "document")
    if kind == "organisation":
        return by_body_noun(head, span, cast)
    if kind is not None:
        return Resolved(kind)
    return by_description(head, cast) or by_definite(head, cast)


def by_definite(head: Token, cast: Cast) -> Resolved:
    """ "The insurer", "the aide", "her husband": one whom the text gives no role."""
    meant = meant_by(head, cast)
    if len(meant) == 1:
        return named_body(head, meant[0], "organisation")
    if is_shadow(head, cast):
        return Resolved("anonymous")
    definite = any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in head.children)
    return Resolved("person" if definite or is_person_noun(head.lower_) else "unresolved")


def named_body(head: Token, body: Organisation | None, kind: SourceType) -> Resolved:
    """A source of that kind, with the body behind it where there is one."""
    if body is None:
        return Resolved(kind)
    last = head.doc[body.mentions[0]]
    first = head.doc[max(last.i - len(body.name.split()) + 1, 0)]
    evidence = Evidence(reasons.BODY_RESOLVED, first.idx, last.idx + len(last))
    return Resolved(kind, body.name, (evidence,))


def by_body_noun(head: Token, span: Span, cast: Cast) -> Resolved:
    beside = [each for each in head.children if each.dep_ == "appos" and each.i in cast.body_at]
    name = organisation_name(beside[0] if beside else head, span, cast)
    if name is not None:
        return Resolved("organisation", name)
    meant = meant_by(head, cast)
    if len(meant) == 1:
        return named_body(head, meant[0], "organisation")
    spots = [head.doc[each.mentions[0]] for each in meant[:3]]
    return Resolved("organisation", None, tuple(
        Evidence(reasons.AMBIGUOUS_SPEAKER, spot.idx, spot.idx + len(spot)) for spot in spots
    ))  # fmt: skip


def named_beside(head: Token, span: Span, cast: Cast) -> Token | None:
    """A name in apposition: "the minister, Ann Roe", also where the parser does not see it."""
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ in NAME_TAGS and span.start <= child.i < span.end:
            return child
    if head.tag_ not in {"NN", "NNP"} or not is_person_noun(head.lower_):
        return None
    beside = [token for token in head.doc[head.i + 1 : span.end] if token.i in cast.person_at]
    plain = not any(token.dep_ == "prep" for token in head.doc[head.i + 1 : span.end])
    if beside and plain:
        return beside[-1]
    # "One pastor of the valley, Ann Roe": a name right after a comma is the head's own.
    after_comma = [token for token in beside if token.nbor(-1).text == ","]
    return after_comma[-1] if after_comma else None


def by_spokesperson(head: Token, span: Span, cast: Cast) -> Resolved:
    """Who speaks for a named body is that body; who speaks for nobody named is anonymous."""
    rest = [token for token in span if token.i != head.i]
    for token in reversed(rest):
        if token.i in cast.person_at or token.ent_type_ == "PERSON":
            return Resolved("person")
        if token.ent_type_ in BODY_LABELS or token.tag_ in NAME_TAGS:
            return Resolved("organisation", organisation_name(token, span, cast))
        if token.lower_ in words("organisation-nouns"):
            return by_body_noun(token, span, cast)
    if any(child.dep_ == "compound" for child in head.children):
        return Resolved("organisation")
    return by_context(head, cast)


def by_context(head: Token, cast: Cast) -> Resolved:
    """ "A spokesman" alone speaks for the only body, or for somebody, named just before."""
    first = cast.places.window(head.i, NEAR)[-1][0]
    near = range(first, head.i)
    bodies = {cast.body_at[at].name: cast.body_at[at] for at in near if at in cast.body_at}
    if len(bodies) == 1:
        return named_body(head, next(iter(bodies.values())), "organisation")
    if bodies:
        return Resolved("organisation")
    return Resolved("person" if any(at in cast.person_at for at in near) else "anonymous")


def organisation_name(head: Token, span: Span, cast: Cast) -> str | None:
    """The proper name inside a source: "the Harbour Board" gives "Harbour Board"."""
    if head.i in cast.body_at:
        return cast.body_at[head.i].name
    doc, first, last = head.doc, head.i, head.i + 1
    while first > span.start and doc[first - 1].tag_ in NAME_TAGS | {"HYPH"}:
        first -= 1
    if not any(token.tag_ in NAME_TAGS for token in doc[first:last]):
        return None
    return body_name(doc, first, last) or None


def resolve_all(doc: Doc) -> tuple[Quote, ...]:
    cast = read_cast(doc)
    done: list[Quote] = []
    for quote in doc._.quotes:
        done.append(resolve(quote, doc, cast, done))
    return tuple(done)


@Language.component("sources", requires=["doc._.quotes"], assigns=["doc._.quotes"])
def sources_component(doc: Doc) -> Doc:
    doc._.quotes = tuple(quote for quote in resolve_all(doc) if not is_idle(quote))
    return doc


def is_idle(quote: Quote) -> bool:
    """A doubtful paraphrase of nobody in particular, which nothing announces: it tells a reader
    nothing.

    Without them more of what is left is right; measured on labelled articles.
    """
    vague = quote.source is not None and quote.source.type in {"anonymous", "collective"}
    unannounced = quote.form == "indirect" and quote.cue is None
    return vague and unannounced and quote.confidence < DOUBTFUL
