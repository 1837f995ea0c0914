"""The context of the panel “Who speaks”, the same for the page and for the panel alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.defaultfilters import pluralize
from django.utils.text import Truncator

from articles.models import Annotation, Revision
from articles.nlp.checklist.questions import QUESTIONS
from articles.reader.voices import Spoken, Voice, Voices, voices_of
from articles.views import wording

# So many voices are listed at once; the others stand behind a line that opens them.
FIRST = 8
FORMS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "paraphrased"}
APART = {"unclear": "Not clear who", "nobody": "No speaker in the text"}
# How a reader may know who a voice is; the counts add up to all voices.
KNOWN = {
    "named": "known by name",
    "perhaps": "perhaps known by name",
    "typed": "as an editor wrote it",
    "worded": "only in the text’s own words",
}
ANSWERED = {"present", "fact", "opinion"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation whose source was asked the desk's questions; `name` says what its link is."""

    mark: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A voice as the panel shows it; `marks` are the numbers of its marks, put together."""

    key: str
    name: str
    kind: str
    says: str
    doubt: str
    is_sole: bool
    marks: str
    first: str
    pressed: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Who speaks: `first` lines are listed, `more` opened; the loose ends stand `apart`."""

    totals: str
    weight: str
    first: tuple[VoiceLine, ...]
    more: tuple[VoiceLine, ...]
    apart: tuple[VoiceLine, ...]
    has_unnamed: bool


def panel(revision: Revision, marks: Iterable[Annotation]) -> Panel:
    """The panel for the shown marks of a revision, in text order."""
    quotes = [spoken(mark) for mark in marks if mark.kind == Annotation.Kind.QUOTE]
    found = voices_of(revision.text, quotes)
    lines = tuple(line(voice) for voice in found.voices)
    return Panel(
        totals=totals(found.voices),
        weight=weight(found),
        first=lines[:FIRST],
        more=lines[FIRST:],
        apart=tuple(line(voice) for voice in found.apart),
        has_unnamed=any(known(voice) != "named" for voice in found.voices),
    )


def spoken(mark: Annotation) -> Spoken:
    answers = [check["answer"] for check in mark.checks if check["question"] in QUESTIONS]
    return Spoken(
        key=str(mark.pk),
        spans=tuple((start, end) for start, end in mark.spans),
        form=mark.label,
        name=mark.source_name,
        text=mark.source_text,
        kind=mark.source_type,
        is_rejected=mark.verdict == Annotation.Verdict.REJECTED,
        is_doubtful=wording.is_doubtful(mark),
        asked=sum(answer != "not-asked" for answer in answers),
        answered=sum(answer in ANSWERED for answer in answers),
    )


def line(voice: Voice) -> VoiceLine:
    name = Truncator(called(voice)).chars(wording.LONGEST_SPEAKER)
    kind = "" if voice.kind == "person" else wording.SOURCE_TYPES.get(voice.kind, "")
    return VoiceLine(
        key=voice.key,
        name=name,
        kind=kind,
        says=counts(voice),
        doubt=doubt(voice),
        is_sole=voice.is_sole,
        marks=" ".join(each.key for each in voice.spoken),
        first=voice.spoken[0].key,
        pressed=pressed(voice, name),
        asked=tuple(asked(voice, name)),
    )


def called(voice: Voice) -> str:
    if voice.group in APART:
        return APART[voice.group]
    return f"perhaps {voice.name}" if voice.is_doubtful else voice.name


def pressed(voice: Voice, name: str) -> str:
    """What is said when the voice is chosen."""
    whose = f" of {name}" if voice.group not in APART else f" ({name.lower()})"
    return f"Showing {many(len(voice.spoken), 'quotation')}{whose}; press again for all."


def counts(voice: Voice) -> str:
    """ "5 quotations, 120 words: 3 quoted, 2 paraphrased"."""
    forms = [f"{voice.forms[form]} {name}" for form, name in FORMS.items() if voice.forms[form]]
    if len(voice.spoken) == 1:
        forms = [FORMS.get(voice.spoken[0].form, "quoted")]
    spoken = f"{many(len(voice.spoken), 'quotation')}, {many(voice.words, 'word')}"
    return f"{spoken}: {', '.join(forms)}"


def doubt(voice: Voice) -> str:
    if voice.group in APART or not voice.doubtful or voice.is_doubtful:
        return ""
    return f"{voice.doubtful} of them only perhaps"


def asked(voice: Voice, name: str) -> Iterable[Asked]:
    """What the text answers about a source that is not named, quotation by quotation."""
    about = [each for each in voice.spoken if each.asked]
    for number, each in enumerate(about, start=1):
        which = f"quotation {number} of {len(about)} by this voice: {name}"
        yield Asked(each.key, f"{each.answered} of {each.asked}", f"Questions answered, {which}")


def known(voice: Voice) -> str:
    return "perhaps" if voice.group == "named" and voice.is_doubtful else voice.group


def totals(voices: tuple[Voice, ...]) -> str:
    """ "7 voices: 5 known by name, 2 only in the text’s own words"; empty without voices."""
    if not voices:
        return ""
    groups = [known(voice) for voice in voices]
    parts = [f"{groups.count(key)} {name}" for key, name in KNOWN.items() if key in groups]
    return f"{many(len(voices), 'voice')}: {', '.join(parts)}."


def weight(found: Voices) -> str:
    """How much of what is attributed comes from the voice with the most words."""
    if not found.words or len(found.voices) + len(found.apart) < 2 or not found.voices:
        return ""
    share = f"{found.voices[0].share:.0%}".replace("%", " %")
    words = many(found.words, "attributed word")
    return f"The one with the most words has {share} of the {words}."


def many(count: int, what: str) -> str:
    return f"{count:,} {what}{pluralize(count)}"
