import pytest

from articles.nlp.quotations import Quotation, quotations


def pieces(text: str) -> list[str]:
    return [text[each.start : each.end] for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We lost,” said Roe.", ["“We lost,”"]),
        ('"We lost," said Roe.', ['"We lost,"']),
        ("‘We lost,’ said Roe.", ["‘We lost,’"]),
        ("'We lost,' said Roe.", ["'We lost,'"]),
        ("«We lost,» said Roe.", ["«We lost,»"]),
        ("``We lost,'' said Roe.", ["``We lost,''"]),
        ("''We lost,'' said Roe.", ["''We lost,''"]),
        ("She said: “He told me ‘go’ twice.”", ["“He told me ‘go’ twice.”", "‘go’"]),
        ("\"He told me 'go' twice,\" she said.", ["\"He told me 'go' twice,\"", "'go'"]),
        ("“One,” he said, “and two.”", ["“One,”", "“and two.”"]),
        ('"Two, " he said, "and three."', ['"Two, "', '"and three."']),
    ],
)
def test_it_finds_what_stands_in_quotation_marks(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the workers’ canteen, isn't it?",
        "Rock ’n’ roll of the ‘90s and the '80s.",
        "Get 'em while they last, the Joneses' dog won't.",
        "He is 6'2\" tall.",
        "No marks at all.",
        "",
        " \n \n",
    ],
)
def test_it_takes_no_apostrophe_or_measure_for_a_quotation(text: str) -> None:
    assert quotations(text) == ()


def test_it_keeps_an_apostrophe_inside_single_marks() -> None:
    assert pieces("‘The dogs’ bowl is gone,’ he said.") == ["‘The dogs’ bowl is gone,’"]


def test_it_says_that_a_quotation_is_never_closed() -> None:
    (found,) = quotations("Roe said: “We will see\n")
    assert (found.opened, found.closed) == (True, False)


def test_an_unclosed_quotation_ends_where_the_next_begins() -> None:
    assert pieces("“We lost. “You won,” he said.") == ["“We lost. ", "“You won,”"]


def test_it_marks_the_paragraph_that_continues_a_quotation() -> None:
    first, second, third = quotations("“We lost.\n\n“We will be back.”\n\n“Really?” she asked.")
    assert (first.closed, second.continues, second.closed) == (False, True, True)
    assert not third.continues


def test_it_continues_a_quotation_that_the_next_paragraph_only_closes() -> None:
    _, second = quotations("“We lost.\nWe will be back,” he said.")
    assert (second.opened, second.continues, second.start) == (False, True, 10)


def test_a_closing_mark_with_nothing_to_close_is_stray() -> None:
    found = quotations('", Ito said at the harbour".')
    assert [each.stray for each in found] == [True, True]


def test_it_counts_depth() -> None:
    assert [each.depth for each in quotations("“a ‘b “c” d’ e”")] == [0, 1, 2]


def test_it_survives_a_hundred_nested_marks() -> None:
    assert len(quotations("“" * 100 + "a" + "”" * 100)) >= 99


@pytest.mark.parametrize("mark", list("“”\"'‘’«»`"))
def test_it_takes_time_in_proportion_to_hostile_text(mark: str) -> None:
    text = (mark + "a ") * 20_000
    assert all(0 <= each.start < each.end <= len(text) for each in quotations(text))


def test_a_quotation_tells_single_marks_from_double() -> None:
    assert Quotation(0, 3, 0, closed=True, mark="‘").single
    assert not Quotation(0, 3, 0, closed=True, mark="“").single
