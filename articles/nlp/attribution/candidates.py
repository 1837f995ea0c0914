"""Which sources a group of contents could have, and what speaks for each of them.

Costs are in rough "words apart"; only their order matters. All ranges are of tokens, half-open.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from articles.nlp.attribution.features import near
from articles.nlp.attribution.links import Candidate, Group, Link, Stretch
from articles.nlp.attribution.pointing import add_pointing, pointed_out
from articles.nlp.attribution.tagged import Tagged
from articles.nlp.attribution.words import Words

SUBJECTS = frozenset(["nsubj", "nsubjpass", "poss", "agent", "pobj", "csubj"])
CLIMBED = frozenset(["conj", "xcomp", "advcl", "ccomp", "acl", "aux", "auxpass", "dep", "prep"])
FAR = 40.0
REACH = 6
# A cue that announces something in its own sentence hardly announces the sentence before too.
BUSY = 40.0
INITIALS = {"content": "C", "cue": "Q", "source": "S"}


def best(candidates: Iterable[tuple[float, Stretch]]) -> Stretch | None:
    """The cheapest candidate that is not too far away, the first one of equals."""
    least, chosen = FAR, None
    for cost, candidate in candidates:
        if cost < least:
            least, chosen = cost, candidate
    return chosen


def nearest(stretches: Sequence[Stretch], anchor: Stretch) -> Sequence[Stretch]:
    """The few on either side that could matter, so that a crowded line costs no more than others.

    `stretches` are in order.
    """
    place = bisect_left(stretches, anchor.start, key=lambda each: each.start)
    return stretches[max(0, place - REACH) : place + REACH]


class Line:
    """One line's stretches and how they lie to each other."""

    def __init__(
        self, words: Words, number: int, stretches: Sequence[Stretch], tagged: Tagged
    ) -> None:
        self.words = words
        self.tagged = tagged
        self.number = number
        self.stretches = stretches
        self.contents = [each for each in stretches if each.role == "content"]
        self.cues = [each for each in stretches if each.role == "cue"]
        self.sources = [each for each in stretches if each.role == "source"]

    def groups(self, dangling: "Line | None") -> list[tuple[Group, "Line"]]:
        """The groups of this line, each with the line where its source should be looked for."""
        by_cue: dict[Stretch, list[Stretch]] = {}
        loose: list[Stretch] = []
        for content in self.contents:
            near_by = nearest(self.cues, content)
            cue = best((self.content_cost(content, cue), cue) for cue in near_by)
            if cue is None:
                loose.append(content)
            else:
                by_cue.setdefault(cue, []).append(content)
        found = [(Group(self.number, tuple(each), cue), self) for cue, each in by_cue.items()]
        if loose and dangling is not None:
            found.append((Group(self.number, tuple(loose), dangling.cues[-1]), dangling))
        else:
            found.extend((Group(self.number, (each,), None), self) for each in loose)
        return sorted(found, key=lambda pair: pair[0].contents[0].start)

    def ends_in_colon(self) -> bool:
        """A line such as "She went on:", whose words follow on the next line."""
        _, end = self.words.lines[self.number]
        if not self.cues or self.words.text[end - 1] != ":":
            return False
        return not any(each.start > self.cues[-1].start for each in self.contents)

    def candidates(self, group: Group, before: Link | None) -> list[Candidate]:
        """All sources of the line, the speaker before (for words without a cue), and none."""
        anchor = group.cue or group.contents[0]
        found = [
            Candidate(each, "", self.features(group, anchor, each))
            for each in nearest(self.sources, anchor)
            if group.cue is not None or not self.ends_before(anchor, each)
        ]
        if group.cue is not None:
            for each in self.overlooked(group.cue):
                told = f"overlooked={round(5 * self.likeliest(each))}"
                found.append(Candidate(each, "", [told, *self.features(group, anchor, each)]))
        if group.cue is None and before is not None:
            found.append(Candidate(before.source, "before", self.carried_features(group, before)))
        tokens = [token for each in group.contents for token in range(each.start, each.end)]
        pointed = self.tagged.encoded.pointed(tokens) if self.tagged.encoded else None
        if pointed:
            taken = [each.source for each in found if each.source]
            for each in pointed_out(self.words, pointed, set(tokens), taken):
                found.append(
                    Candidate(each, "", ["pointedout", *self.features(group, anchor, each)])
                )
        found.append(Candidate(None, "", self.none_features(group, anchor, found)))
        if pointed:
            add_pointing(pointed, found)
        return found

    def overlooked(self, cue: Stretch) -> list[Stretch]:
        """What the parse offers as the cue's source although the model did not mark it."""
        words = self.words
        start, end = words.lines[self.number]
        found = []
        for verb in self.climb(cue):
            for token in range(max(start, words.edges[verb][0]), min(end, words.edges[verb][1])):
                if words.head[token] != verb or words.dep[token] not in SUBJECTS:
                    continue
                low, high = words.edges[token]
                each = Stretch("source", max(low, start), min(high, end))
                if not any(each.start < other.end and other.start < each.end
                           for other in self.stretches):  # fmt: skip
                    found.append(each)
            if found:
                break
        return found[:2]

    def climb(self, cue: Stretch) -> list[int]:
        """The cue's words, then the verbs that it is coordinated with or hangs on."""
        words = self.words
        found = list(range(cue.start, cue.end))
        climber = self.head_of(cue)
        for _ in range(3):
            head = words.head[climber]
            if head == climber or words.dep[climber] not in CLIMBED:
                break
            climber = head
            found.append(climber)
        return found

    def likeliest(self, stretch: Stretch) -> float:
        return max(self.tagged.source[stretch.start : stretch.end])

    def gap(self, one: Stretch, other: Stretch) -> float:
        """Words between the two; sentence ends and other stretches count for several."""
        first, second = (one, other) if one.start < other.start else (other, one)
        words = self.words
        between = [s for s in self.stretches if s.start >= first.end and s.end <= second.start]
        inside = {token for s in between for token in range(s.start, s.end)}
        cost = sum(
            1.0 for token in range(first.end, second.start)
            if token not in inside and words.text[token][0].isalnum()
        )  # fmt: skip
        cost += sum({"content": 4.0, "cue": 2.0, "source": 1.0}[each.role] for each in between)
        crossed = words.sentence[second.start] - words.sentence[first.end - 1]
        return min(cost, 15.0) + 9.0 * crossed

    def content_cost(self, content: Stretch, cue: Stretch) -> float:
        cost = self.gap(content, cue)
        if self.hangs_on(content, cue) or self.hangs_on(cue, content):
            cost -= 6.0
        if self.is_busy(content, cue):
            cost += BUSY
        return cost

    def ends_before(self, content: Stretch, other: Stretch) -> bool:
        """Does a sentence end after the content and before the other stretch?"""
        words = self.words
        crossed = words.sentence[content.end - 1] < words.sentence[other.start]
        return crossed or any(words.text[t] == "." for t in range(content.end, other.start))

    def is_busy(self, content: Stretch, cue: Stretch) -> bool:
        """Does the cue announce something else in its sentence, after the content has ended?"""
        words = self.words
        sentence = words.sentence[cue.start]
        return self.ends_before(content, cue) and any(
            words.sentence[each.start] == sentence and each.start > content.end
            for each in self.contents
        )

    def features(self, group: Group, anchor: Stretch, source: Stretch) -> list[str]:
        words = self.words
        relation = self.relation(source, anchor)
        side = "<" if source.start < anchor.start else ">"
        crossed = near(abs(words.sentence[source.start] - words.sentence[anchor.start]))
        kind = words.tag[self.head_of(anchor)][:2] if group.cue else "-"
        pattern = self.pattern(group, source)
        gap = near(int(self.gap(source, anchor)))
        lone = "1" if len(self.sources) == 1 else "n"
        pronoun = words.tag[source.start][:3]
        return [
            f"sure={round(5 * self.likeliest(source))}",
            f"rel={relation}|{side}", f"relk={relation}|{kind}", f"gap={gap}|{side}|{kind[:1]}",
            f"crossed={crossed}|{side}", f"pattern={pattern}", f"lone={lone}|{crossed}",
            f"order={self.order(source, anchor)}|{side}", f"tag={pronoun}|{side}",
            f"relg={relation[:4]}|{gap}", f"last={words.low[anchor.end - 1]}|{side}",
            f"first={words.low[anchor.start]}|{relation}",
            f"passive={self.passive(anchor)}|{relation}",
            f"quoted={words.quoted[source.start][:1]}|{words.quoted[anchor.start][:1]}",
        ]  # fmt: skip

    def none_features(
        self, group: Group, anchor: Stretch, rivals: Sequence[Candidate]
    ) -> list[str]:
        words = self.words
        head = self.head_of(anchor)
        kind = words.tag[head] if group.cue else "-"
        sentence = words.sentence[anchor.start]
        here = sum(words.sentence[each.start] == sentence for each in self.sources)
        tied = any(f.startswith("rel=subj") for each in rivals for f in each.features)
        state = words.quoted[group.contents[0].start][:2]
        return [
            "none", f"none.kind={kind}", f"none.here={min(here, 2)}", f"none.tied={tied}",
            f"none.passive={self.passive(anchor)}|{tied}", f"none.stem={words.stem[head]}",
            f"none.first={words.low[anchor.start]}", f"none.last={words.low[anchor.end - 1]}",
            f"none.state={state}|{bool(group.cue)}", f"none.sources={min(len(self.sources), 2)}",
            f"none.kt={kind}|{tied}|{min(here, 1)}",
        ]  # fmt: skip

    def carried_features(self, group: Group, before: Link) -> list[str]:
        words, content = self.words, group.contents[0]
        state = words.quoted[content.start]
        start = words.lines[self.number][0]
        lines = self.number - before.group.line
        earlier = words.quoted[before.group.contents[-1].start][:1]
        return [
            f"carried.state={state}", f"carried.lines={lines}",
            f"carried.opens={content.start == start}|{lines}|{state[:1]}",
            f"carried.before={earlier}|{state[:1]}|{lines}",
            f"carried.sources={min(len(self.sources), 2)}",
        ]  # fmt: skip

    def relation(self, source: Stretch, anchor: Stretch) -> str:
        """How the parse ties a source to a cue: directly, by way of other verbs, or not."""
        words = self.words
        for token in range(source.start, source.end):
            if anchor.start <= words.head[token] < anchor.end and words.dep[token] != "punct":
                return f"subj:{words.dep[token]}"
        for token in range(anchor.start, anchor.end):
            if source.start <= words.head[token] < source.end and words.dep[token] != "punct":
                return f"under:{words.dep[token]}"
        climber, climbed = self.head_of(anchor), ""
        for _ in range(4):
            head = words.head[climber]
            if head == climber or words.dep[climber] not in CLIMBED:
                break
            climbed += words.dep[climber] + "/"
            climber = head
            for token in range(source.start, source.end):
                if words.head[token] == climber and words.dep[token] in SUBJECTS:
                    return f"climb:{climbed}{words.dep[token]}"
        return "none"

    def pattern(self, group: Group, source: Stretch) -> str:
        """The roles on the line from the first to the last of the three, ours in capitals."""
        own = {source, *group.contents[:1], *((group.cue,) if group.cue else ())}
        inside = [each for each in self.stretches if each in own]
        low, high = min(e.start for e in inside), max(e.end for e in inside)
        letters = [
            INITIALS[each.role] if each in own else INITIALS[each.role].lower()
            for each in self.stretches
            if each.start >= low and each.end <= high
        ]
        return "".join(letters) if len(letters) <= 7 else "long"

    def order(self, source: Stretch, anchor: Stretch) -> str:
        """Is it the nearest source on its side: "0", the next one: "1" ...?"""
        low, high = sorted((source.start, anchor.start))
        return str(min(3, sum(low < each.start < high for each in self.sources)))

    def passive(self, anchor: Stretch) -> bool:
        head = self.head_of(anchor)
        return any(
            self.words.dep[token] == "auxpass" for token in range(anchor.start, anchor.end)
        ) or (self.words.tag[head] == "VBN" and self.words.dep[head] == "acl")

    def head_of(self, stretch: Stretch) -> int:
        """The token whose head lies outside the stretch."""
        for token in range(stretch.start, stretch.end):
            if not stretch.start <= self.words.head[token] < stretch.end:
                return token
        return stretch.start

    def hangs_on(self, below: Stretch, above: Stretch) -> bool:
        """Does a word of the one depend directly on a word of the other?"""
        words = self.words
        return any(
            above.start <= words.head[token] < above.end and words.dep[token] != "punct"
            for token in range(below.start, below.end)
        )
