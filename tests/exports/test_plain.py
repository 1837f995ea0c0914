"""Findings as text for a terminal."""

import pytest

from articles.exports.plain import plain
from articles.nlp.findings import Annotation, Claim, Defect, Evidence, Findings
from articles.nlp.reasons import MARK_UNCLOSED, OWN_VOICE

TEXT = "The kiln is cold, said Ida Brandt."
CLAIM = Claim("unsourced", "other", 0, 16, 0.62, (Evidence(OWN_VOICE),))
DEFECT = Defect("garbled-quote", 0, 16, 0.62, (Evidence(MARK_UNCLOSED),))


@pytest.mark.parametrize(("mark", "shown"), [(CLAIM, "(62%)"), (DEFECT, "(not yet calibrated)")])
def test_it_shows_only_numbers_that_were_measured(mark: Annotation, shown: str) -> None:
    heading = plain(TEXT, Findings("1-test", (), (mark,)), title="Kiln").splitlines()[4]
    assert heading.endswith(shown)
