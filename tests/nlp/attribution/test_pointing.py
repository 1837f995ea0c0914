"""The encoder may point to a source that nobody tagged; its noun phrase becomes a candidate."""

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab

from articles.nlp import extensions
from articles.nlp.attribution.cues import CueLexicon
from articles.nlp.attribution.encoder import Encoded, Pointed
from articles.nlp.attribution.links import Candidate, Stretch
from articles.nlp.attribution.pointing import add_pointing, pointed_out
from articles.nlp.attribution.words import Words, read_words

extensions.declare_extensions()


def words() -> Words:
    parts = ["It", "rained", ",", "the", "old", "ferry", "master", "said"]
    heads = [1, 7, 7, 6, 6, 6, 7, 7]
    deps = ["nsubj", "ccomp", "punct", "det", "amod", "compound", "nsubj", "ROOT"]
    return read_words(Doc(Vocab(), words=parts, heads=heads, deps=deps), CueLexicon({}))


def pointing_at(token: int, chance: float) -> Pointed:
    size = 8
    encoded = Encoded(
        labels=np.zeros((size, 7), np.float32),
        window=[0] * size,
        place=list(range(size)),
        tokens=[list(range(size))],
        query=[],
        key=[],
        states=np.zeros((0, 0), np.float32),
    )
    chances = np.full(1 + size, (1 - chance) / size, np.float32)
    chances[1 + token] = chance
    return Pointed(chances, 0, encoded)


def test_a_word_of_a_noun_phrase_stands_for_all_of_it() -> None:
    found = list(pointed_out(words(), pointing_at(5, 0.9), {0, 1}, []))
    assert found == [Stretch("source", 3, 7)]


def test_what_is_a_candidate_already_is_not_proposed_again() -> None:
    taken = [Stretch("source", 5, 7)]
    assert list(pointed_out(words(), pointing_at(5, 0.9), {0, 1}, taken)) == []


def test_a_faint_hint_and_the_words_themselves_are_no_source() -> None:
    assert list(pointed_out(words(), pointing_at(5, 0.2), {0, 1}, [])) == []
    assert list(pointed_out(words(), pointing_at(0, 0.9), {0, 1}, [])) == []


def test_each_candidate_is_told_how_likely_the_encoder_holds_it() -> None:
    likely = Candidate(Stretch("source", 3, 7), "", [])
    nobody = Candidate(None, "", [])
    add_pointing(pointing_at(6, 0.9), [likely, nobody])
    assert likely.features == ["points=7", "pointsbest=True"]
    assert nobody.features == ["pointsn=1", "pointsbestn=False"]
