"""What the attribution model sees of each token: the same code in training and in use.

A sequence is one line of the article, so that a quotation of several sentences stays whole.
Features are short strings; their meaning is fixed by the trained weights, so a change here needs
a new training.
"""

from collections.abc import Iterator
from itertools import pairwise

from articles.nlp.attribution.cues import UNSEEN
from articles.nlp.attribution.words import Words


def near(distance: int) -> str:
    return str(distance) if distance < 4 else "5" if distance < 7 else "9" if distance < 13 else "f"


def sentence_features(words: Words) -> list[list[str]]:
    """What holds of a whole sentence, and of the sentence before and after it."""
    profiles = []
    for start, end in words.sentences:
        states = words.quoted[start:end]
        inside = sum(state != "O" for state in states)
        share = "0" if not inside else "all" if inside >= end - start - 2 else "some"
        grades = [grade for grade in words.grade[start:end] if grade < UNSEEN]
        profiles.append((share, str(max(grades, default=0))))
    edge = ("-", "-")
    padded = [edge, *profiles, edge]
    found = []
    for number, (start, end) in enumerate(words.sentences):
        before, own, after = padded[number : number + 3]
        root = next((t for t in range(start, end) if words.head[t] == t), start)
        last = next(
            (t for t in range(end - 1, start - 1, -1) if not words.text[t].isspace()), start
        )
        found.append([
            f"sq={own[0]}", f"sg={own[1]}", f"sqg={own[0]}|{own[1]}", f"pq={before[0]}|{own[0]}",
            f"pg={before[0]}|{before[1]}", f"nq={own[0]}|{after[0]}|{after[1]}",
            f"rt={words.stem[root]}", f"end={words.low[last]}",
            f"sl={near((end - start) // 4)}",
        ])  # fmt: skip
    return found


def features(words: Words) -> Iterator[list[list[str]]]:
    """One list of feature strings a token, one list of those a line, as in `words.lines`.

    One line at a time: those of a whole book would not fit into a worker.
    """
    by_sentence = sentence_features(words)
    for number, (start, end) in enumerate(words.lines):
        position = "h0" if number == 0 else "h1" if number < 3 else "h2"
        line = []
        for token in range(start, end):
            row = token_features(words, token) + by_sentence[words.sentence[token]]
            row.extend(window(words, token, start, end))
            row.append(position)
            line.append(row)
        add_edges(words, line, start)
        yield line


def add_edges(words: Words, line: list[list[str]], start: int) -> None:
    line[0].append("bol")
    line[-1].append("eol")
    for offset, (here, following) in enumerate(pairwise(line)):
        token = start + offset
        if words.sentence[token] != words.sentence[token + 1]:
            here.append("eos")
            following.append("bos")


def window(words: Words, token: int, start: int, end: int) -> list[str]:
    low, tag, quoted, grade = words.low, words.tag, words.quoted, words.grade
    found = []
    if token > start:
        before = token - 1
        found += [f"w-={low[before]}", f"t-={tag[before]}", f"q-={quoted[before]}|{quoted[token]}",
                  f"g-={grade[before]}", f"t-t={tag[before]}|{tag[token]}",
                  f"d-={words.dep[before]}", f"w-w={low[before]}|{low[token]}"]  # fmt: skip
    if token > start + 1:
        found += [f"w--={low[token - 2]}", f"t--={tag[token - 2]}|{tag[token - 1]}",
                  f"q--={quoted[token - 2]}"]  # fmt: skip
    if token + 1 < end:
        after = token + 1
        found += [f"w+={low[after]}", f"t+={tag[after]}", f"q+={quoted[token]}|{quoted[after]}",
                  f"g+={grade[after]}", f"tt+={tag[token]}|{tag[after]}",
                  f"d+={words.dep[after]}", f"ww+={low[token]}|{low[after]}"]  # fmt: skip
    if token + 2 < end:
        found += [f"w++={low[token + 2]}", f"t++={tag[token + 1]}|{tag[token + 2]}",
                  f"q++={quoted[token + 2]}"]  # fmt: skip
    return found


def token_features(words: Words, token: int) -> list[str]:
    low, tag, dep, head = words.low[token], words.tag[token], words.dep[token], words.head[token]
    grade, quoted = words.grade[token], words.quoted[token]
    above, hops, cue = words.path[token]
    found = [
        "b", f"w={low}", f"s={words.stem[token]}", f"e={low[-3:]}", f"t={tag}", f"d={dep}",
        f"q={quoted}", f"g={grade}", f"gt={grade}|{tag}", f"gd={grade}|{dep}",
        f"hw={words.stem[head]}", f"ht={words.tag[head]}|{dep}",
        f"hd={dep}|{words.dep[head]}", f"hhd={words.dep[head]}|{words.dep[words.head[head]]}",
        f"hg={words.grade[head]}|{dep}", f"qd={quoted}|{dep}",
        f"n={words.entity[token]}", f"ch={words.children[token]}",
        f"gch={grade}|{words.children[token]}", f"hch={dep}|{words.children[head]}",
        f"c={words.text[token][:1].isupper()}", f"k={words.kind[token]}",
        f"kt={words.kind[token]}|{tag}|{words.children[token]}", f"su={words.subject[token]}",
        f"gsu={grade}|{words.subject[token]}", f"he={words.helper[token]}",
        f"hk={words.kind[head]}|{words.way[token]}", f"hs={words.stem[head]}|{words.way[token]}",
        f"ksu={words.kind[token]}|{words.subject[token]}",
    ]  # fmt: skip
    if cue >= 0:
        side = "l" if token < cue else "r"
        found += [f"p={above}|{side}", f"pg={above}|{side}|{words.grade[cue]}",
                  f"pw={above}|{side}|{words.stem[cue]}", f"ph={above}|{near(hops)}|{side}",
                  f"pc={above}|{words.children[cue]}",
                  f"pq={above}|{quoted[:1]}|{words.quoted[cue][:1]}",
                  f"pk={above}|{words.kind[cue]}", f"psu={above}|{words.subject[cue]}",
                  f"pgs={above}|{words.grade[cue]}|{words.subject[cue]}",
                  f"phe={above}|{words.grade[cue]}|{words.helper[cue]}",
                  f"pp={words.way[below_cue(words, token)]}|{words.stem[cue]}",
                  f"pup={above}|{words.path[cue][0]}|{words.grade[cue]}"]  # fmt: skip
    else:
        found.append(f"p={above}")
    hung = words.hung[token]
    if hung >= 0:
        side = "l" if token < hung else "r"
        found += [f"u={words.dep[hung]}|{side}|{words.stem[hung]}",
                  f"ug={words.dep[hung]}|{side}|{words.grade[hung]}|{quoted[:1]}",
                  f"ud={words.dep[hung]}|{side}|{dep}"]  # fmt: skip
    found += neighbour_features(words, token)
    return found


def below_cue(words: Words, token: int) -> int:
    """The token on the way up that hangs on the cue word itself."""
    for _ in range(words.path[token][1] - 1):
        token = words.head[token]
    return token


def neighbour_features(words: Words, token: int) -> list[str]:
    found = []
    for side, cue in (("l", words.left[token]), ("r", words.right[token])):
        if cue < 0:
            found.append(f"{side}=-")
            continue
        distance = near(abs(cue - token))
        crosses = words.quoted[cue][:1] + words.quoted[token][:1]
        found += [f"{side}={words.grade[cue]}|{distance}", f"{side}w={words.stem[cue]}",
                  f"{side}q={crosses}|{words.grade[cue]}"]  # fmt: skip
    return found
