"""The organisation behind a document, where the text says whose it is: "a study by Acme Labs"."""

from collections.abc import Iterator

from spacy.tokens import Token

from articles.nlp.naming.names import Cast, Organisation

MAKERS = frozenset({"by", "from", "of"})
# Verbs whose subject is answerable for the document that they bring out.
ISSUING = frozenset(["publish", "published", "publishes", "release", "released", "releases",
                     "issue", "issued", "issues", "file", "filed", "files", "conduct",
                     "conducted", "commission", "commissioned", "write", "wrote", "written",
                     "put", "sent", "send", "posted", "carried", "done", "made", "compiled",
                     "produced", "prepared", "presented", "unveiled"])  # fmt: skip
ALIKE = (frozenset({"suit", "lawsuit", "complaint"}), frozenset({"survey", "poll"}),
         frozenset({"study", "paper", "research"}))  # fmt: skip


def publisher(head: Token, cast: Cast) -> Organisation | None:
    """By the source itself, or by the nearest earlier mention of the same kind of document."""
    own = maker(head, cast)
    if own is not None or is_new(head):
        return own
    same = next((group for group in ALIKE if head.lower_ in group), frozenset({head.lower_}))
    earlier = [at for word in same if (at := cast.noun_before(word, head.i)) is not None]
    return maker(head.doc[max(earlier)], cast) if earlier else None


def is_new(head: Token) -> bool:
    """ "A report" and "another study" point back to nothing."""
    return not any(child.lower_ in {"the", "that", "this", "its"} for child in head.children)


def maker(noun: Token, cast: Cast) -> Organisation | None:
    for token in makers(noun):
        if token.i in cast.body_at:
            return cast.body_at[token.i]
    return None


def makers(noun: Token) -> Iterator[Token]:
    """Tokens where the grammar puts the one behind a document, the nearest first."""
    for child in noun.children:
        if child.dep_ in {"compound", "poss", "nmod"}:
            yield from (child, *(each.head for each in child.children if each.dep_ == "case"))
        elif child.lower_ in MAKERS:
            yield from objects(child)
        elif child.dep_ == "acl":
            yield from agents(child)
    verb = noun.head
    if verb.lower_ not in ISSUING:
        return
    if noun.dep_ == "nsubjpass":
        yield from agents(verb)
    elif noun.dep_ == "dobj":
        yield from (child for child in verb.children if child.dep_ == "nsubj")


def agents(verb: Token) -> Iterator[Token]:
    for child in verb.subtree:
        if child.lower_ == "by":
            yield from objects(child)


def objects(preposition: Token) -> Iterator[Token]:
    return (child for child in preposition.children if child.dep_ == "pobj")
