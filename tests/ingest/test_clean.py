from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest import clean


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (clean.drop_byte_order_marks, "\ufeffNews", "News"),
        (clean.drop_byte_order_marks, "Ne\ufeffws", "Ne\ufeffws"),
        (clean.unify_line_ends, "a\r\nb\rc\nd", "a\nb\nc\nd"),
        (clean.unify_line_ends, "a\r\n\r\nb", "a\n\nb"),
        (clean.unify_line_ends, "a\u2028b\u2029c\x85d\fe", "a\nb\nc\nd\ne"),
        (
            clean.read_windows_controls,
            "\x93We lost,\x94 he said. It\x92s over.",
            "“We lost,” he said. It’s over.",
        ),
        (clean.join_surrogates, "\ud83d\ude00 lone \ud83d", "😀 lone \ud83d"),
        (clean.replace_unstorable, "a\x00b \ud83d \uffff", "a\ufffdb \ufffd \ufffd"),
        (clean.replace_unstorable, "tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_each_step_does_its_one_thing(step: Any, before: str, after: str) -> None:
    assert step(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  two  spaces ",
        "“Curly” ‘quotes’ — «guillemets»",
        "שלום \u202eabc\u202c",
        "e\u0301 👩\u200d🚀 \u00a0",
    ],
)
def test_it_leaves_good_text_as_it_is(text: str) -> None:
    assert clean.clean(text) == text


@given(st.text())
def test_it_leaves_nothing_that_cannot_be_stored(text: str) -> None:
    cleaned = clean.clean(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not set("\x00\r\ufffe") & set(cleaned)
    assert clean.clean(cleaned) == cleaned


WRAPPED = """\
The council put off its vote on a new harbor
levy on Tuesday, hours after the two largest
freight companies on the waterfront said they
would move their ships if the measure passed.

“We are not walking away from this at all,”
the mayor told reporters outside the chamber.
“We are taking three weeks to get it right.”
She would not say what the levy would cost
the companies.
"""


def test_it_unwraps_lines_that_were_broken_to_a_width() -> None:
    unwrapped = clean.unwrap(WRAPPED)
    assert unwrapped.split() == WRAPPED.split()
    assert len(unwrapped) == len(WRAPPED)
    assert "the two largest freight companies" in unwrapped
    assert unwrapped.count("\n\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("One line.\nAnother line.\nA third.\n" * 5, id="short lines"),
        pytest.param("One paragraph of words. " * 20 + "\n" + "Another. " * 30, id="long lines"),
        pytest.param("", id="nothing"),
        pytest.param("Title\n\nBy A. Roe\n\nText.", id="blank lines between"),
    ],
)
def test_it_leaves_line_breaks_that_mean_something(text: str) -> None:
    assert clean.unwrap(text) == text


@given(st.text(alphabet="ab c\n", max_size=300))
def test_unwrapping_changes_nothing_but_line_breaks(text: str) -> None:
    assert clean.unwrap(text).replace("\n", " ") == text.replace("\n", " ")
