"""What of an article's marks is shown: which kinds are on, and from which number upwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from articles.models import Annotation
from articles.nlp.confidence import SURE
from articles.views import wording

STARTS_OFF = frozenset(layer.key for layer in wording.LAYERS if not layer.starts_on)
# The slider's steps and its highest place, in per cents.
STEP, HIGHEST = 5, 95


@dataclass(frozen=True, slots=True)
class Showing:
    """Undecided marks whose number is below `least` per cents are hidden, and the layers `off`."""

    least: int = round(100 * SURE)
    off: frozenset[str] = STARTS_OFF

    def hides(self, mark: Annotation) -> bool:
        return wording.layer(mark) in self.off or self.is_below(mark)

    def is_below(self, mark: Annotation) -> bool:
        """Is the mark hidden by its number? One without a number never is."""
        number = wording.number(mark)
        return number is not None and number < self.least


def asked_for(query: Mapping[str, str]) -> Showing:
    """`?from=0&off=loaded,quote` in an address; what is missing or nonsense is as it starts."""
    given = query.get("from", "")
    is_number = given.isascii() and given.isdigit() and int(given[:4]) <= HIGHEST
    off = frozenset(query["off"].split(",")) if "off" in query else STARTS_OFF
    known = frozenset(layer.key for layer in wording.LAYERS)
    return Showing(int(given) if is_number else Showing().least, off & known)
