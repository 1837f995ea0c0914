"""Says of each quote's source what kind it is and, where the article makes it clear, who it is.

A wrong name is worse than none: where two persons fit equally well, both are told and none named.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from articles.nlp import reasons
from articles.nlp.findings import Evidence, Quote
from articles.nlp.naming.names import NAME_TAGS, Cast, proper_name, read_cast, titles
from articles.nlp.naming.persons import Resolved, name_span, named_person
from articles.nlp.naming.pronouns import PRONOUNS, Referent, refer
from articles.nlp.wordlists import words

DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "his", "her", "their"})
PARTITIVE = frozenset(
    [
        "one",
        "some",
        "many",
        "most",
        "all",
        "none",
        "several",
        "few",
        "both",
        "half",
        "each",
        "any",
        "majority",
        "number",
        "percent",
        "%",
        "third",
        "quarter",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "lot",
        "handful",
        "group",
        "crowd",
        "couple",
        "pair",
        "series",
    ]
)
BODY_LABELS = frozenset({"ORG", "GPE", "FAC"})
BODIES = frozenset({"group", "crowd", "series", "pair", "couple"})
FAMILIAR = frozenset({"familiar", "close", "briefed", "knowledge", "anonymity", "unnamed"})
SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"})
PLURALS = frozenset({"NNS", "NNPS"})


def resolve(quote: Quote, doc: Doc, cast: Cast, earlier: Sequence[Quote]) -> Quote:
    """The quote with its source's type and name filled in."""
    source = quote.source
    if source is None:
        return quote
    span = doc.char_span(source.start, source.end, alignment_mode="expand")
    if span is None or any(each.reason is reasons.AMBIGUOUS_SPEAKER for each in quote.reasons):
        return replace(quote, source=replace(source, type="unresolved", name=None))
    found = identify(head_token(span), span, cast, earlier)
    named = replace(source, type=found.type, name=found.name)
    return replace(quote, source=named, reasons=quote.reasons + found.reasons)


def head_token(span: Span) -> Token:
    """The word that says what the source is: in "one of the aides" it is "aides"."""
    head: Token = span.root
    if head.lower_ in PARTITIVE:
        for child in head.children:
            if child.lower_ in {"of", "in"} and child.i < span.end:
                inner = next((each for each in child.children if each.dep_ == "pobj"), None)
                if inner is not None and inner.i < span.end:
                    return inner
    return head


def identify(head: Token, span: Span, cast: Cast, earlier: Sequence[Quote]) -> Resolved:
    if head.lower_ in PRONOUNS:
        return by_pronoun(head, cast, earlier)
    person = named_person(head, span, cast)
    if person is not None:
        return person
    return by_noun(head, span, cast)


def by_pronoun(head: Token, cast: Cast, earlier: Sequence[Quote]) -> Resolved:
    found = refer(head, cast, earlier)
    if isinstance(found, Token):
        return identify(found, found.doc[found.left_edge.i : found.i + 1], cast, earlier)
    return from_referent(head, found)


def from_referent(head: Token, found: Referent) -> Resolved:
    at = (head.idx, head.idx + len(head))
    if found.name is not None:
        told = (
            Evidence(reasons.PRONOUN_RESOLVED, *found.spans[0])
            if found.spans
            else (Evidence(reasons.PRONOUN_RESOLVED, *at))
        )
        return Resolved(found.type, found.name, (told,))
    if found.type == "collective":
        return Resolved("collective")
    rivals = tuple(Evidence(reasons.AMBIGUOUS_SPEAKER, *each) for each in found.spans)
    return Resolved(found.type, None, (Evidence(reasons.PRONOUN_OPEN, *at), *rivals))


def by_noun(head: Token, span: Span, cast: Cast) -> Resolved:
    beside = named_beside(head, span)
    named = named_person(beside, span, cast) if beside is not None else None
    if named is not None:
        return named
    if head.lower_ in SPOKESPERSONS:
        return by_spokesperson(head, span)
    if head.tag_ in NAME_TAGS or head.ent_type_ in BODY_LABELS:
        return Resolved("organisation", organisation_name(head, span))
    return by_common_noun(head, span, cast)


def by_common_noun(head: Token, span: Span, cast: Cast) -> Resolved:
    if head.lower_ in words("document-nouns"):
        return Resolved("document", document_name(head, span))
    if is_collective(head, head.lower_):
        return Resolved("collective")
    if head.lower_ in words("organisation-nouns"):
        return Resolved("organisation", organisation_name(head, span))
    if is_anonymous(head, span):
        return Resolved("anonymous")
    return by_description(head, cast)


def named_beside(head: Token, span: Span) -> Token | None:
    """A name in apposition: "the minister, Ann Roe"."""
    for child in head.children:
        if child.dep_ == "appos" and child.tag_ in NAME_TAGS and span.start <= child.i < span.end:
            return child
    return None


def by_spokesperson(head: Token, span: Span) -> Resolved:
    """Who speaks for a named body is that body; who speaks for nobody named is anonymous."""
    for token in reversed(span):
        if token.ent_type_ in {"ORG", "GPE", "PERSON"} or token.tag_ in NAME_TAGS:
            return Resolved("organisation", organisation_name(token, span))
    return Resolved("anonymous")


def organisation_name(head: Token, span: Span) -> str | None:
    """The proper name inside a source, as it stands: "the Harbour Board" gives "Harbour Board"."""
    first, last = head.i, head.i + 1
    while first > span.start and head.doc[first - 1].tag_ in NAME_TAGS | {"HYPH"}:
        first -= 1
    for entity in head.doc.ents:
        if entity.start <= head.i < entity.end and entity.label_ in BODY_LABELS:
            first, last = max(entity.start, span.start), min(entity.end, span.end)
    if not any(token.tag_ in NAME_TAGS for token in head.doc[first:last]):
        return None
    return proper_name(head.doc, first, last) or None


def document_name(head: Token, span: Span) -> str | None:
    """Whose document it is, where the source itself says so: "a study by Acme Labs"."""
    for child in head.subtree:
        inside = span.start <= child.i < span.end
        if (
            inside
            and child.dep_ == "pobj"
            and child.ent_type_ == "ORG"
            and (child.head.lower_ in {"by", "from", "of"})
        ):
            return organisation_name(child, span)
    return None


def is_collective(head: Token, low: str) -> bool:
    """A crowd that nobody could telephone."""
    if low in words("unnamed-nouns"):
        return False
    plural = head.tag_ in PLURALS
    if low in {"people", "police"}:
        plural = low == "people"
    return low in PARTITIVE - BODIES or (plural and low not in words("organisation-nouns"))


def is_anonymous(head: Token, span: Span) -> bool:
    """Somebody known to the writer whose name is withheld."""
    if head.lower_ in words("unnamed-nouns") or head.lower_ in {"someone", "somebody"}:
        return True
    marks = {child.lower_ for child in head.children}
    indefinite = bool(marks & {"a", "an", "another"})
    return indefinite or any(token.lower_ in FAMILIAR for token in span)


def by_description(head: Token, cast: Cast) -> Resolved:
    """ "The minister": the one person to whom the text gives that role."""
    bearers = [each for each in cast.persons.values() if head.lower_ in each.roles]
    if len(bearers) == 1:
        spot = name_span(head.doc, bearers[0], bearers[0].mentions[0])
        return Resolved("person", bearers[0].name, (Evidence(reasons.TITLE_RESOLVED, *spot),))
    if len(bearers) > 1:
        rivals = [name_span(head.doc, each, each.mentions[0]) for each in bearers]
        return Resolved(
            "person", None, tuple(Evidence(reasons.AMBIGUOUS_SPEAKER, *each) for each in rivals)
        )
    definite = any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in head.children)
    person = head.lower_ in titles() or head.lower_.endswith(("er", "or", "ist", "man", "woman"))
    return Resolved("person" if definite or person else "unresolved")


def resolve_all(doc: Doc) -> tuple[Quote, ...]:
    cast = read_cast(doc)
    done: list[Quote] = []
    for quote in doc._.quotes:
        done.append(resolve(quote, doc, cast, done))
    return tuple(done)


@Language.component("sources", requires=["doc._.quotes"], assigns=["doc._.quotes"])
def sources_component(doc: Doc) -> Doc:
    doc._.quotes = resolve_all(doc)
    return doc
