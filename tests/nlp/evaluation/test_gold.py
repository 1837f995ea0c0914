from collections import Counter
from pathlib import Path

import pytest

from articles.nlp.evaluation.attribution import score_attribution
from articles.nlp.evaluation.gold import Passage, name_cases, transfer_passages, type_cases
from articles.nlp.evaluation.page import Span, sentence_spans

GOLD = Path(__file__).parents[2] / "gold"
GENRES = {
    "sport",
    "business",
    "science",
    "courts",
    "disaster",
    "interview",
    "british",
    "indian",
    "tabloid",
}


def transfer() -> list[Passage]:
    name = "transfer.txt"
    return transfer_passages((GOLD / name).read_text(encoding="utf-8"), file=name)


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_it_reads_content_cue_and_source_by_their_number() -> None:
    [passage] = transfer_passages(
        "# sport\n{1c “We lost,”} {1q said} {1s Bo Lind}. {1c “Badly.”}", file="f"
    )
    assert passage.text == "“We lost,” said Bo Lind. “Badly.”"
    [found] = passage.attributions
    assert words(passage.text, found.content) == ["“We lost,”", "“Badly.”"]
    assert words(passage.text, found.cue) == ["said"]
    assert words(passage.text, found.source) == ["Bo Lind"]


def test_it_reads_a_piece_inside_a_piece() -> None:
    [passage] = transfer_passages(
        "# courts\n{1s Orr} {1q says} {1c {2s her} {2q claim} {2c that it rained} is false}.",
        file="f",
    )
    outer, inner = passage.attributions
    assert words(passage.text, outer.content) == ["her claim that it rained is false"]
    assert words(passage.text, inner.content) == ["that it rained"]
    assert words(passage.text, inner.source) == ["her"]


def test_one_source_may_serve_two_attributions() -> None:
    [passage] = transfer_passages(
        "# courts\n{2s {1s Orr}} {1q denied} {1c it}, {2q calling} {2c it “rot”}.", file="f"
    )
    assert [words(passage.text, each.source) for each in passage.attributions] == [["Orr"]] * 2


def test_an_attribution_may_lack_a_source() -> None:
    [passage] = transfer_passages("# science\n{1c Rain} {1q is expected}.", file="f")
    assert passage.attributions[0].source == ()


def test_it_numbers_passages_within_their_genre_and_skips_comments() -> None:
    text = "## why\n# sport\n\nOne.\nTwo.\n\n## why\nThree.\n# courts\nFour.\n"
    passages = transfer_passages(text, file="f")
    assert [(each.id, each.text) for each in passages] == [
        ("sport-1", "One.\nTwo."),
        ("sport-2", "Three."),
        ("courts-1", "Four."),
    ]


def test_a_row_can_be_scored() -> None:
    [passage] = transfer_passages("# sport\n{1c It rained}, {1s Orr} {1q said}.", file="f")
    row = passage.row()
    assert row == {
        "id": "sport-1",
        "text": "It rained, Orr said.",
        "attributions": [{"content": [[0, 9]], "source": [[11, 14]], "cue": [[15, 19]]}],
    }
    measures, _ = score_attribution([row], {})
    assert measures["end to end"].gold == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("No genre.", "f, line 1: a passage stands before the first genre line"),
        ("# Sport 2\n", "f, line 1: a genre line"),
        ("# a\nOne.\n{c It}", "f, line 3: a mark opens with a number"),
        ("# a\n{1x It}", "f, line 2: a mark opens with a number"),
        ("# a\n{1c  It}", "f, line 2: a mark opens with a number"),
        ("# a\nOne.\nIt}", "f, line 3: a mark is closed that was never opened"),
        ("# a\n{1c It {1q said}", "f, line 2: mark 1 is never closed"),
        ("# a\n{1c It} {1q said} {2c him}", "f, line 2: attribution 2 has no cue"),
        ("# a\n\n{1s He} {1q said}", "f, line 3: attribution 1 has no content"),
    ],
)
def test_it_refuses_a_malformed_mark_and_says_where(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{says}"):
        transfer_passages(text, file="f")


def test_it_reads_one_name_a_passage() -> None:
    first, second = name_cases(
        "## why\nAnn Roe came.\n“Oh,” {s she | Ann Roe} said.\n\n{s He | -} left.", file="f"
    )
    assert first.text == "Ann Roe came.\n“Oh,” she said."
    assert first.text[first.start : first.end] == "she"
    assert (first.expected, first.line) == ("Ann Roe", 3)
    assert (second.text, second.start, second.end) == ("He left.", 0, 2)
    assert second.expected is None


def test_it_reads_one_type_a_line() -> None:
    first, second = type_cases(
        "“No,” said {s Ann Roe | person}.\n{s Critics | collective} agree.", file="f"
    )
    assert (first.text[first.start : first.end], first.expected) == ("Ann Roe", "person")
    assert (second.text, second.expected, second.line) == ("Critics agree.", "collective", 2)


@pytest.mark.parametrize(
    "text", ["Nobody.", "{s He} left.", "{s He | } left.", "{s A | B} and {s C | D}.", "{s He | B"]
)
def test_it_refuses_a_case_without_exactly_one_whole_mark(text: str) -> None:
    with pytest.raises(ValueError, match=r"^f, line 3: one mark"):
        name_cases(f"{{s He | -}} left.\n\n{text}", file="f")


def test_it_refuses_a_type_that_no_source_has() -> None:
    with pytest.raises(ValueError, match=r"^f, line 2: 'ghost' is not a type of source"):
        type_cases("{s He | person} left.\n{s It | ghost} left.", file="f")


def test_every_genre_has_at_least_32_sentences_and_all_together_320() -> None:
    counts: Counter[str] = Counter()
    for passage in transfer():
        counts[passage.genre] += len(sentence_spans(passage.text))
    assert set(counts) == GENRES
    assert min(counts.values()) >= 32
    assert counts.total() >= 320


def test_no_mark_takes_the_space_around_its_words() -> None:
    for passage in transfer():
        for each in passage.attributions:
            for piece in words(passage.text, each.content + each.cue + each.source):
                assert piece == piece.strip(), passage.id


def test_there_are_170_names_and_45_that_cannot_be_given() -> None:
    cases = name_cases((GOLD / "names.txt").read_text(encoding="utf-8"), file="names.txt")
    assert len(cases) >= 170
    assert sum(case.expected is None for case in cases) >= 45


def test_there_are_200_types_and_50_of_either_vague_kind() -> None:
    cases = type_cases((GOLD / "types.txt").read_text(encoding="utf-8"), file="types.txt")
    counts = Counter(case.expected for case in cases)
    assert counts.total() >= 200
    assert counts["anonymous"] >= 50
    assert counts["collective"] >= 50
