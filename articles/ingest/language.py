"""Which language a text is in, said only when it is plain."""

import re
from functools import lru_cache
from typing import Any

SAMPLE = 20_000  # code points looked at: more changes nothing and costs time
ENOUGH = 80  # bytes of letters: a Chinese character tells as much as three Latin ones
SURE = 0.7
# Words that no other language uses much. A fifth of English news is words like these.
ENGLISH = frozenset(
    ("the", "and", "that", "with", "said", "from", "were", "have", "this", "which", "would", "they")
)
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """An ISO 639-1 code, or "" where the text is too short or too mixed to tell.

    Loading the language model takes nearly a second and 120 MB, so plainly English text is passed
    on a count of common words alone.
    """
    words = WORD.findall(text[:SAMPLE].lower())
    if len("".join(words).encode("utf-8", "replace")) < ENOUGH:
        return ""
    share = sum(word in ENGLISH for word in words) / len(words)
    if share >= 0.06:
        return "en"
    code, probability = identifier().classify(text[:SAMPLE])
    if probability < SURE or code == "zxx":
        return ""
    return str(code)


@lru_cache(maxsize=1)
def identifier() -> Any:
    from py3langid import langid  # noqa: PLC0415 - heavy, and seldom needed

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
