"""What kind of source a common noun is: a document, a body, a crowd, somebody unnamed."""

from itertools import pairwise

from spacy.tokens import Span, Token

from articles.nlp.findings import SourceType
from articles.nlp.naming.names import Cast, first_names, is_person_noun
from articles.nlp.wordlists import words

PARTITIVE = frozenset(["one", "some", "many", "most", "all", "none", "several", "few", "both",
                       "half", "each", "any", "majority", "number", "percent", "%", "third",
                       "quarter", "dozens", "hundreds", "thousands", "millions", "lot", "lots",
                       "handful", "group", "crowd", "couple", "pair", "series", "two",
                       "three", "four", "five", "others"])  # fmt: skip
BODIES = frozenset({"group", "crowd", "series", "pair", "couple"})
FEW = frozenset(["one", "two", "three", "four", "five", "six", "another", "a", "an", "couple"])
INDEFINITE = frozenset({"a", "an", "another", "one"})
DEFINITE = frozenset({"the", "that", "this", "these", "those", "its", "his", "her", "their", "our",
                      "my", "your"})  # fmt: skip
FAMILIAR = frozenset(["familiar", "close", "briefed", "knowledge", "anonymity", "unnamed",
                      "anonymous", "anonymously"])  # fmt: skip
PLURALS = frozenset({"NNS", "NNPS"})
# Unnamed even with "the": the article has no more of them than this.
SHADOWS = frozenset({"source", "insider", "aide", "official", "staffer", "person", "operative",
                     "whistleblower", "informant", "caller"})  # fmt: skip
# "She became a baker" tells who the baker is.
SAID_OF_ANOTHER = frozenset({"attr", "appos", "oprd"})
POLLS = frozenset({"poll", "polls", "survey", "surveys"})
# Their office is known and acts through them, so that anybody can find out who it was.
OFFICE_HOLDERS = frozenset({"judge", "magistrate", "coroner", "ombudsman", "justice"})
REPRESENTATIVES = frozenset({"lawyers", "attorneys", "representatives", "counsel", "solicitors"})


def kind_of_noun(head: Token, span: Span, cast: Cast) -> SourceType | None:
    """None for a definite singular, which the text may name elsewhere."""
    low = head.lower_
    if is_document(head) or is_named_poll(span):
        return "document"
    if any(token.lower_ in FAMILIAR for token in span):
        return "anonymous"
    if low in words("crowds") or low in PARTITIVE - BODIES or is_ratio(head):
        return "collective"
    if low in words("organisation-nouns"):
        return "organisation"
    if is_plural(head, cast):
        return kind_of_plural(head, span)
    return kind_of_one(head)


def is_document(head: Token) -> bool:
    if head.lower_ != "paper":
        return head.lower_ in words("document-nouns")
    return any(child.lower_ in INDEFINITE or child.dep_ == "acl" for child in head.children)


def is_named_poll(span: Span) -> bool:
    """ "Forty percent of those asked in the Elmford poll": the poll says so, and it has a name."""
    return any(
        token.lower_ in POLLS and any(child.tag_ in {"NNP", "NNPS"} for child in token.lefts)
        for token in span
    )


def is_both(head: Token) -> bool:
    """Two whom the text has named, most often; not a crowd."""
    return head.lower_ == "both" or any(child.lower_ == "both" for child in head.lefts)


def is_ratio(head: Token) -> bool:
    """ "One in five", "seven out of ten drivers"."""
    around = head.doc[max(head.i - 4, 0) : head.i + 3]
    low = [token.lower_ for token in around]
    numbers = [at for at, token in enumerate(around) if token.like_num]
    return any(
        low[first + 1 : second] in (["in"], ["out", "of"]) for first, second in pairwise(numbers)
    )


def is_plural(head: Token, cast: Cast) -> bool:
    if head.tag_ in PLURALS and not head.text[:1].isupper():
        return True
    if head.lower_ == "police" or not head.text[:1].isupper():
        return False
    return is_group_name(head) or is_capital_plural(head, cast)


def is_group_name(head: Token) -> bool:
    """ "Republicans", "Kenyans"."""
    plural = head.tag_ in PLURALS or head.lower_.endswith("s")
    return plural and (head.ent_type_ == "NORP" or head.lower_ in words("collective"))


def is_capital_plural(head: Token, cast: Cast) -> bool:
    """A common noun that has its capital from the beginning of the sentence: "Commuters said"."""
    low = head.lower_
    first = cast.places.sentences[cast.places.sentence_at[head.i]][0]
    alone = head.i == first or (head.i == first + 1 and not head.doc[first].text[:1].isalnum())
    borne = any(each.full or each.sure for each in cast.with_part(head.text))
    body = cast.body_at.get(head.i)
    longer = body is not None and " " in body.name
    if not alone or borne or longer or head.is_upper:
        return head.tag_ == "NNS" and not alone and not borne
    if low in words("collective") or low in words("unnamed-nouns"):
        return True
    named = low in first_names() or low in words("known-organisations")
    one = singular(low)
    return not named and one != low and (head.tag_ == "NNS" or is_person_noun(one))


def singular(low: str) -> str:
    """The word itself where it does not look like a plural."""
    for ending, one in (("men", "man"), ("ies", "y"), ("s", "")):
        if low.endswith(ending):
            return low.removesuffix(ending) + one
    return low


def kind_of_plural(head: Token, span: Span) -> SourceType:
    low = head.lower_
    marks = {child.lower_ for child in head.children}
    if low in REPRESENTATIVES and speaks_for_name(head):
        return "person"
    if low in words("unnamed-nouns"):
        return "anonymous"
    counted = [token for token in span if token.lower_ in FEW and token.head == head]
    if counted and not marks & DEFINITE:
        return "anonymous"
    return "collective"


def speaks_for_name(head: Token) -> bool:
    return any(
        token.ent_type_ in {"PERSON", "ORG", "GPE"} for child in head.children
        if child.lower_ in {"for", "of"} or child.dep_ == "poss" for token in child.subtree
    )  # fmt: skip


def kind_of_one(head: Token) -> SourceType | None:
    """One whom the text does not name here: it depends on how the noun is brought in."""
    low = head.lower_
    marks = {child.lower_ for child in head.children}
    if low in {"someone", "somebody"}:
        return "anonymous"
    if marks & INDEFINITE and not marks & DEFINITE:
        if low in OFFICE_HOLDERS:
            return "person"
        return "anonymous" if is_person_noun(low) else "unresolved"
    if low in words("unnamed-nouns") and (not marks & {"the", "that", "this"}):
        return "anonymous"
    return None


def is_shadow(head: Token, cast: Cast) -> bool:
    """ "The aide" whom the text brought in as "an aide" and never named."""
    if head.lower_ in SHADOWS:
        return True
    at = cast.noun_before(head.lower_, head.i)
    if at is None or head.lower_ in OFFICE_HOLDERS:
        return False
    before = head.doc[at]
    if before.dep_ in SAID_OF_ANOTHER:
        return False
    return any(child.lower_ in INDEFINITE for child in before.children)
