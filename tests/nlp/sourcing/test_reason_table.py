"""Every reason of claims and defects: a text that calls for it, and one that does not."""

import inspect

import pytest

from articles.nlp import reasons as table
from articles.nlp.faults import loaded, marks, page, references, scare
from articles.nlp.findings import Reason
from articles.nlp.sourcing import claims, evidence, vague
from tests.nlp.sourcing.building import Reader, codes

pytestmark = pytest.mark.model

FILLER = "Ada Roe opened the new library in Elmford. The hall was full and the choir sang. " * 8

# code: (a text with the reason, a text without it)
CASES = {
    "number": ("The bridge cost 40 million crowns.", "The bridge opened on 4 May 1998."),
    "cause": ("The mill closed because of the flood.", "The mill closed."),
    "motive": ("Roe wants to run again.", "Roe runs the town."),
    "accusation": ("Roe is a liar.", "Roe is a baker."),
    "trend": ("Rents are rising.", "Rents are paid monthly."),
    "prediction": ("The council will probably fall.", "The council met."),
    "superlative": ("It is the largest mill of the valley.", "It is a mill of the valley."),
    "hedge": ("The mayor apparently left the room.", "The mayor left the room."),
    "judgement": ("It was an absurd evening.", "It was a long evening."),
    "own-voice": ("The river rose.", "Other news"),
    "untrained": ("The river rose.", "Other news"),
    "public-record": ("Roe was elected.", "Roe slept."),
    "no-comment": ("Roe declined to comment.", "Roe had lunch."),
    "rhetoric": ("We should not stand for it.", "The clerks stood up."),
    "orphan-words": (
        "“We will never give back the old mill to them.”",
        "They spoke of the “old mill”.",
    ),
    "anonymous-source": ("An official said the mill was lost.", "Ada Roe said so."),
    "collective-source": ("Many people believe the mill is lost.", "The mill is lost."),
    "hidden-agent": ("The mill is widely expected to close.", "The mill closed."),
    "speakerless": (
        "“We will never give back the old mill to them.”",
        "They spoke of the “old mill”.",
    ),
    "mark-opens-on-comma": ('", Roe said at the mill.', '"No", Roe said at the mill.'),
    "mark-stray": ('Roe looked at [his] papers" and left.', 'Roe looked at "his papers" and left.'),
    "mark-loose": ("They read 'in time, ' and left.", "They read 'in time,' and left."),
    "mark-unclosed": ("“We shall see, said Roe.\nHe left.", "“We shall see,” said Roe.\nHe left."),
    "nobody-before": ("The rain fell. He was late.", "Ada Roe came with her son. He was late."),
    "part-of-name": ("Marlowe said the mill was lost.", "Ann Marlowe left. Marlowe said no."),
    "as-if-known": (
        "The mill is old. The report found it unsafe.",
        "A report on the mill came out. The report found it unsafe.",
    ),
    "no-date": (
        "The mill closed on Monday. It opened again on Friday.",
        "The mill closed on Monday, May 4. It opened again on Friday.",
    ),
    "page-furniture": ("The mill closed.\nOther news", "The mill closed."),
    "headline-name": (
        f"Peter Marlowe wins again\n{FILLER}",
        f"Ada Roe wins again\n{FILLER}",
    ),
    "headline-number": (f"Library gets 45 rooms\n{FILLER}", f"Library gets rooms\n{FILLER}"),
    "headline-words": (
        f"Satellite pictures reveal secret network of hidden tunnels\n{FILLER}",
        f"Choir sang in full hall of the new Elmford library\n{FILLER}",
    ),
    "two-spellings": (
        "The programme began. The other programs were old.",
        "The programme began. The other programmes were old.",
    ),
    "loaded-judgement": ("It was a shameful evening.", "It was a long evening."),
    "loaded-label": ("A mob stood at the mill.", "A flash mob danced at the mill."),
    "loaded-verb": ("The mayor slammed the plan.", "The mayor slammed the door."),
    "scare-quotes": ("Nobody asked the “experts”.", "They called him the “expert”."),
    "subject-changes": (
        "“We will never give back the old mill.” Bakers raised the price of rye.",
        "The mill is old. Bakers raised the price of rye.",
    ),
}
# Needing attributions or weights, these have tests of their own in the files beside this one.
ELSEWHERE = {"writer-adds", "attributed-part", "typical-words", "two-speakers-before"}


def own_reasons() -> set[str]:
    """The codes that the modules of sourcing, claims and defects draw from the table."""
    found: set[str] = set()
    for module in (claims, evidence, vague, loaded, scare, marks, page, references):
        found |= {
            value.code for _, value in inspect.getmembers(module) if isinstance(value, Reason)
        }
    return found


def test_it_has_a_case_for_every_reason() -> None:
    assert own_reasons() == CASES.keys() | ELSEWHERE


def test_it_draws_only_on_the_one_table() -> None:
    assert own_reasons() <= table.REASONS.keys()


@pytest.mark.parametrize("code", sorted(CASES))
def test_it_gives_the_reason_where_it_holds(reading_of: Reader, code: str) -> None:
    assert code in codes(reading_of(CASES[code][0]))


@pytest.mark.parametrize("code", sorted(CASES))
def test_it_keeps_the_reason_back_where_it_does_not(reading_of: Reader, code: str) -> None:
    assert code not in codes(reading_of(CASES[code][1]))
