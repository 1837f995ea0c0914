import pytest

from articles.nlp.sourcing.layout import lines
from tests.nlp.sourcing.building import Reader

pytestmark = pytest.mark.model

STORY = "The old mill at Elmford closed its gates for good after two hundred years of grinding rye."


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (STORY, ["story"]),
        (f"Old mill closes\n\n{STORY}", ["headline", "story"]),
        (f"Old mill closes\nNo rye left\n{STORY}", ["headline", "deck", "story"]),
        (f"Old mill closes.\n{STORY}", ["headline", "story"]),
        (f"The mill closed. It was a cold day.\n{STORY}", ["story", "story"]),
        (f"{STORY}\nOther news", ["story", "furniture"]),
        (f"{STORY}\n(Reporting by Ada Roe)", ["story", "credit"]),
        (f"{STORY}\nTHE LAST DAY\n{STORY}", ["story", "tag", "story"]),
        ("", []),
        (" \r\n\r\n ", []),
    ],
)
def test_it_tells_the_story_from_the_page(reading_of: Reader, text: str, roles: list[str]) -> None:
    assert [line.role for line in lines(reading_of(text))] == roles
