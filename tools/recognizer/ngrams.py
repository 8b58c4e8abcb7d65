#!/usr/bin/env python3
"""Writes data/recognizer/ngrams.tsv: what pairs of letters say of a word that no list knows.

    python3 tools/recognizer/ngrams.py

Two logistic regressions over pairs of letters, next to each other and with one between, learnt from the lists of data/ alone:
whether a word is part of a name or an ordinary word, and whether a name is a place's or a person's. No annotated text is read.
The output depends on the lists only: two runs give the same bytes. Printed is how well each parts a tenth of the words kept back,
as the share of pairs in the right order (50: by chance). Standard library only.
"""
import bisect
import math
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/gazetteer"))

from shared import ARTICLE, DATA, fold, rows, save  # noqa: E402

LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
EDGE = "_"
SIGNS = EDGE + LETTERS
WORD = re.compile(f"[{LETTERS}]{{3,}}")

# Written z, and a for the other way; n is nothing.
MOST = 12
NOTHING = ord("n")
# What a point is worth in natural logarithms of odds.
POINT = 0.25

LANGUAGE = DATA / "language"
ORDINARY = "common_words common_news reporting_verbs function_words time_words topics name_adjectives titles heads nationalities months"
PLACES = set("capital city country camp district island lake mountain region river territory town".split())
ROUNDS = 6
RATE = 0.15


def parts(text):
    """The folded words of a name or phrase, without articles, as the recognizer judges them."""
    for part in re.split(r"[ \-|]+", re.sub(r"[()~?]", "", text)):
        word = fold(part)
        bare = word[2:] if word.startswith(ARTICLE) else word
        if WORD.fullmatch(bare):
            yield bare


def column(path, number=0):
    return {part for row in rows(path) for part in parts(row[number])}


def lists():
    """Ordinary words, parts of names of persons, and words of names of places that are neither."""
    words = set().union(*(column(LANGUAGE / f"{name}.tsv") for name in ORDINARY.split()))
    persons = column(LANGUAGE / "given_names.tsv") | column(LANGUAGE / "family_names.tsv")
    places = set()
    for folder in ("authored", "sourced"):
        for path in sorted((DATA / "gazetteer" / folder).glob("*.tsv")):
            for kind, _, name, aliases, _, kind_of_place, *_ in rows(path):
                found = {part for surface in [name, *aliases.split("|")] for part in parts(surface)}
                if kind == "person":
                    persons |= found
                elif kind == "place" and kind_of_place in PLACES:
                    places |= found
    persons -= words
    return sorted(words), sorted(persons), sorted(places - words - persons)


def with_proclitics(words, chance):
    """The words, and some again with a proclitic, as texts have them."""
    proclitics = [row[0] for row in rows(LANGUAGE / "clitics.tsv") if row[1] in ("coordination", "conjunction", "preposition")]
    return words + [chance.choice(proclitics) + word for word in words if chance.random() < 0.4]


def pairs(word):
    """Numbers of the pairs of a word: those next to each other, then those with a letter between."""
    at = [SIGNS.index(letter) for letter in EDGE + word + EDGE]
    n = len(SIGNS)
    return [a * n + b for a, b in zip(at, at[1:])] + [n * n + a * n + b for a, b in zip(at, at[2:])]


def learn(samples):
    """Weights by pair that part the samples of class 1 from those of class 0."""
    weights = [0.0] * (2 * len(SIGNS) ** 2)
    steps = ROUNDS * len(samples)
    for step in range(steps):
        numbers, kind = samples[step % len(samples)]
        score = sum(weights[number] for number in numbers)
        change = RATE * (1 - step / steps) * (kind - 1 / (1 + math.exp(-score)))
        for number in numbers:
            weights[number] += change
    return weights


def points(weights):
    return [max(-MOST, min(MOST, round(weight / POINT))) for weight in weights]


def in_order(weights, samples):
    """The share of pairs of samples, one of either class, that the weights order rightly."""
    scores = [[], []]
    for numbers, kind in samples:
        scores[kind].append(sum(weights[n] for n in numbers))
    words = sorted(scores[0])
    # Of equal scores half count.
    right = sum(bisect.bisect_left(words, score) + bisect.bisect_right(words, score) for score in scores[1])
    return 100 * right / 2 / (len(words) * len(scores[1]))


def estimate(what, without, within):
    chance = random.Random(6)
    samples = [(word, kind) for kind, words in enumerate((without, within)) for word in words]
    chance.shuffle(samples)
    kept = len(samples) // 10

    def told(some):
        chance = random.Random(6)
        told = [(pairs(word), kind) for wanted in (0, 1) for kind, words in [(wanted, [w for w, k in some if k == wanted])]
                for word in with_proclitics(words, chance)]
        chance.shuffle(told)
        return told

    plain = [(pairs(word), kind) for word, kind in samples[:kept]]
    print(f"{what}: {in_order(points(learn(told(samples[kept:]))), plain):.1f} of 100 in order", file=sys.stderr)
    return points(learn(told(samples)))


def main():
    words, persons, places = lists()
    print(f"{len(words)} words, {len(persons)} of persons, {len(places)} of places", file=sys.stderr)
    tables = [estimate("name", words, persons + places), estimate("place", persons, places)]
    n = len(SIGNS)
    lines = []
    for at, sign in enumerate(SIGNS):
        cells = [table[start + at * n : start + at * n + n] for table in tables for start in (0, n * n)]
        lines.append("\t".join([sign] + ["".join(chr(NOTHING + w) for w in row) for row in cells]))
    header = [
        "DO NOT EDIT",
        "Command: python3 tools/recognizer/ngrams.py",
        "letter\tname\tname over one\tplace\tplace over one",
        "What a letter and the one after it, or after that, say for a name against an ordinary word, and for a place against a person:",
        "one sign for every letter of the first column in its order, n for nothing, to z for, to a against. _ is the edge of a word.",
        "Source: estimated by tools/recognizer/ngrams.py from the lists of khabar (NOTICE.md says where they come from).",
        "Licence: MIT OR Apache-2.0.",
    ]
    save(DATA / "recognizer/ngrams.tsv", header, lines)


main()
