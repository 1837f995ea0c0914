"""The one table of reasons: every kind of evidence that a mark may show, with its wording.

Codes are stable (they are stored and exported); wordings speak to a reader, not to a linguist.
"""

from articles.nlp.findings import Reason

# Quotations and paraphrase: why these words, why this source.
QUOTATION_MARKS = Reason("quotation-marks", says="the words stand in quotation marks")
REPORTING_CUE = Reason("reporting-cue", says="these words announce that somebody says something")
ADJACENT_CUE = Reason("adjacent-cue", says="the announcing words touch what is said")
ACCORDING_TO = Reason("according-to", says="“according to” and the like name the source outright")
COLON_CUE = Reason("colon-cue", says="a colon introduces the words")
NOMINAL_CUE = Reason("nominal-cue", says="a noun such as “claim” or “view” announces the words")
RARE_CUE = Reason("rare-cue", says="these words seldom announce a source: read them yourself")
NO_CUE = Reason("no-cue", says="no words announce it: the quotation marks or the wording do")
SPEAKER_GRAMMAR = Reason("speaker-grammar", says="the grammar makes this the one who says it")
SPEAKER_NEAREST = Reason("speaker-nearest", says="the nearest source beside the words")
CARRIED_OVER = Reason("carried-over", says="the speaker is carried over from what comes before")
CONTINUED = Reason("continued", says="an opening mark continues the quotation before it")
SPLIT = Reason("split", says="what is said is interrupted and taken up again")
NO_SOURCE = Reason("no-source", says="the text gives no source for these words")
AMBIGUOUS_SPEAKER = Reason("ambiguous-speaker", says="one of several who could equally be meant")
UNCLOSED_MARK = Reason(
    "unclosed-mark", says="the quotation is never closed: where it ends is a guess"
)
NAME_RESOLVED = Reason("name-resolved", says="part of a name that the text gives in full here")
TITLE_RESOLVED = Reason("title-resolved", says="a title that the text gives to this person")
BODY_RESOLVED = Reason("body-resolved", says="the body of that kind that the text has named")
PRONOUN_RESOLVED = Reason("pronoun-resolved", says="a pronoun: the last one it fits is named here")
PRONOUN_OPEN = Reason("pronoun-open", says="a pronoun, and the text does not make clear whose")
RULES_ONLY = Reason("rules-only", says="found by fixed rules without a trained model: check it")

# Statements without a source, and vague sources.
NUMBER = Reason("number", says="gives a figure: who counted?")
CAUSE = Reason("cause", says="says that one thing brought about another: who established it?")
MOTIVE = Reason("motive", says="states a motive only the person could know: who disclosed it?")
ACCUSATION = Reason("accusation", says="touches a reputation: who makes the charge?")
TREND = Reason("trend", says="claims a habit, a direction or a comparison: measured by whom?")
PREDICTION = Reason("prediction", says="states what will or may happen: who forecasts it?")
SUPERLATIVE = Reason("superlative", says="claims a first, an only or a most: who checked the rest?")
ORPHAN_WORDS = Reason("orphan-words", says="quotes words of a speaker never named: who spoke?")
HEDGE = Reason("hedge", says="half takes back what it says, and names nobody for the doubt")
JUDGEMENT = Reason("judgement", says="counts against: a judging word, more opinion than claim")
OWN_VOICE = Reason("own-voice", says="stands in the writer's own voice: no speaker, no document")
WRITER_ADDS = Reason("writer-adds", says="names a source, but these words go beyond what it said")
TYPICAL_WORDS = Reason("typical-words", says="worded like statements found to lack a source")
PUBLIC_RECORD = Reason("public-record", says="counts against: an act that anyone can look up")
ATTRIBUTED_PART = Reason("attributed-part", says="counts against: part of it is given to a source")
NO_COMMENT = Reason("no-comment", says="counts against: the reporter tells of a silence first hand")
RHETORIC = Reason("rhetoric", says="counts against: argues, and asserts little to check")
UNTRAINED = Reason("untrained", says="found by fixed rules: the score is not calibrated")
ANONYMOUS_SOURCE = Reason(
    "anonymous-source",
    says="a source without a name: how do they know, why are they not named, who else says so?",
)
COLLECTIVE_SOURCE = Reason(
    "collective-source", says="a crowd as source: who exactly, how many, and is there one to name?"
)
HIDDEN_AGENT = Reason(
    "hidden-agent", says="a view that nobody holds: who expects, believes or reports it?"
)

# Defects of the text itself.
SPEAKERLESS = Reason("speakerless", says="quotes words and names no speaker for them anywhere near")
MARK_OPENS_ON_COMMA = Reason(
    "mark-opens-on-comma", says="the quotation begins with a comma: the words before it are lost"
)
MARK_STRAY = Reason("mark-stray", says="a closing quotation mark that closes nothing")
MARK_LOOSE = Reason(
    "mark-loose", says="a quotation mark between two spaces: it opens and closes nothing"
)
MARK_UNCLOSED = Reason("mark-unclosed", says="a quotation is opened and never closed")
NOBODY_BEFORE = Reason("nobody-before", says="no person whom it could mean comes before it")
TWO_SPEAKERS = Reason(
    "two-speakers-before", says="two speakers come just before: which of them is meant?"
)
PART_OF_NAME = Reason("part-of-name", says="part of a name whose whole the text never gives")
AS_IF_KNOWN = Reason("as-if-known", says="speaks of it as already known, but nothing introduced it")
NO_DATE = Reason("no-date", says="a day, and no date anywhere in the text to reckon it from")
PAGE_FURNITURE = Reason("page-furniture", says="a line of the web page, not of the story")
HEADLINE_NAME = Reason("headline-name", says="a headline name that is not in the story")
HEADLINE_NUMBER = Reason("headline-number", says="a headline figure that is not in the story")
HEADLINE_WORDS = Reason("headline-words", says="most of what the headline says is not in the story")
TWO_SPELLINGS = Reason("two-spellings", says="spells the same word in two conventions")
SUBJECT_CHANGES = Reason(
    "subject-changes", says="one paragraph joins a loose quotation to another matter"
)

# Loaded words in the writer's own voice.
LOADED_JUDGEMENT = Reason(
    "loaded-judgement", says="the writer's own judgement: would the facts alone say as much?"
)
LOADED_LABEL = Reason(
    "loaded-label", says="a label that judges: would the person described use it?"
)
LOADED_VERB = Reason(
    "loaded-verb", says="a verb that judges what was said or done: would a plain one do?"
)
SCARE_QUOTES = Reason(
    "scare-quotes", says="quotation marks that doubt the words: whose words are they?"
)

REASONS: dict[str, Reason] = {
    value.code: value for value in list(globals().values()) if isinstance(value, Reason)
}
