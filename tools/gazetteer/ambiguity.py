"""How ambiguous a surface is: what decides whether it gets a `?`, or stays out.

Classes, from the surest to the least: `unique` (no list knows it as anything else), `seen` (a spelling list knows the word, or it
reads as an ordinary word with a proclitic or an ending), `name` (a part of personal names), `ordinary` (an ordinary word), `stop`
(a function word, verb, title, head noun, time word, or fewer than three letters). A name of several words is as ambiguous as its
least ambiguous word, but that given names in a row make a person. `ambiguity.tsv` overrides, by hand.

Lists: those of data/language; the subtitle words of pyspellchecker (MIT) and the word list of tesseract's Arabic model
(Apache-2.0), which are asked here and not shipped.
"""

import collections
import gzip
import json
import math
import struct

from shared import ARTICLE, DATA, HERE, NAME, fold, keys, rows

CLASSES = ("unique", "seen", "name", "ordinary", "stop")
UNIQUE, SEEN, PART, ORDINARY, STOP = range(5)

STOP_LISTS = "function_words titles heads reporting_verbs months days time_words formulas name_particles".split()
ORDINARY_LISTS = "common_words common_news ordinary_names topics name_adjectives".split()
# Fewer occurrences than this in the subtitles is as often a misprint or a name.
SUBTITLES = 400

# The question particle is an alef after folding.
PROCLITICS = [c + p for c in ("", "و", "ف", "ا") for p in ("", "ب", "ك", "ل", "س") if c + p]

# Endings and beginnings of verbs and nouns: a foreign name takes none of them, an ordinary word does.
ENDINGS = """ه ها هم نا ت وا ون ين ات كم ك ا تي ته تها يه""".split()
INFLECTED = 2


def tesseract_words(traineddata):
    """The words of the dictionary in a traineddata file: a squished DAWG over a unicharset."""
    (count,) = struct.unpack_from("<i", traineddata, 0)
    offsets = struct.unpack_from(f"<{count}q", traineddata, 4)

    def part(number):
        end = min([at for at in offsets if at > offsets[number]] + [len(traineddata)])
        return traineddata[offsets[number] : end]

    letters = [line.split(" ")[0] for line in part(21).decode().splitlines()[1:]]
    dawg = part(19)
    _, size, edges = struct.unpack_from("<hii", dawg, 0)
    table = struct.unpack_from(f"<{edges}Q", dawg, 10)
    flag = math.ceil(math.log2(size + 1))
    words, stack = set(), [(0, "")]
    while stack:
        at, head = stack.pop()
        while True:
            edge = table[at]
            word = head + letters[edge & ((1 << flag) - 1)]
            if edge >> flag & 4:
                words.add(word)
            if edge >> flag + 3:
                stack.append((edge >> flag + 3, word))
            if edge >> flag & 1:
                break
            at += 1
    return words


class Words:
    """The word lists, and what they say of a surface."""

    def __init__(self, sources):
        language = DATA / "language"
        one = lambda names: {key for name in names for key in keys(language / f"{name}.tsv") if " " not in key}
        self.stop = one(STOP_LISTS)
        self.nations = one(["nationalities"])
        self.given = {fold(r[0]): int(r[1] or 0) for r in rows(language / "given_names.tsv")}
        self.family = {fold(r[0]): int(r[1] or 0) for r in rows(language / "family_names.tsv")}
        # The number of a king and the second part of صلاح الدين are half of a name.
        self.particles = {fold(r[0]) for r in rows(language / "name_particles.tsv") if r[1] not in ("ordinal", "deen")}
        self.ordinary = one(ORDINARY_LISTS)
        self.endings = sorted(keys(language / "suffixes.tsv"), key=lambda e: (-len(e), e))
        self.overrides = {fold(r[0]): CLASSES.index(r[1]) for r in rows(HERE / "ambiguity.tsv")}
        spelled = json.loads(gzip.decompress(sources.read("pyspellchecker", "spellchecker/resources/ar.json.gz")))
        counts = collections.Counter()
        for word, count in spelled.items():
            counts[fold(word)] += count
        self.spelled = {word for word in counts if NAME.fullmatch(word)}
        self.seen = {word for word in self.spelled if counts[word] >= SUBTITLES}
        tessdata = sources.read("tesseract-ocr-ara", "usr/share/tesseract-ocr/5/tessdata/ara.traineddata")
        dictionary = {fold(word) for word in tesseract_words(tessdata)}
        self.seen |= {word for word in dictionary if NAME.fullmatch(word)}
        self.forms = self.spelled | self.seen
        self.nisba = {n + end for n in self.nations for end in ("", "ه", "ين", "ون", "ات")}

    def is_ordinary(self, key):
        """Ordinary as it stands, with its article, or the adjective of a country; or a word that inflects like one."""
        bare = key[2:] if key.startswith(ARTICLE) else key
        return key in self.ordinary or bare in self.ordinary or bare in self.nisba or self.inflects(bare)

    def inflects(self, bare):
        """Whether the spelling lists hold a word with and without its article and with endings: names have no such forms."""
        if bare not in self.forms or ARTICLE + bare not in self.forms:
            return False
        stem = bare[:-1] if bare.endswith("ه") else bare
        return sum(stem + end in self.forms for end in ENDINGS if stem + end != bare) >= INFLECTED

    def is_part(self, key):
        return key in self.given or key in self.family

    def reads_otherwise(self, key):
        """An ordinary word with an ending, or part of one with a proclitic (بلدان is no ب before a place لدان)."""
        for clitic in PROCLITICS:
            whole = clitic + key
            if whole in self.ordinary or whole in self.stop or whole in self.seen and whole not in self.given:
                return True
        bare = key[2:] if key.startswith(ARTICLE) else key
        for end in self.endings:
            if bare.endswith(end) and len(bare) - len(end) >= 3:
                stem = bare[: -len(end)]
                if stem in self.ordinary or stem + "ه" in self.ordinary:
                    return True
        return False

    def word(self, key):
        """The class of one folded word."""
        if key in self.overrides:
            return self.overrides[key]
        bare = key[2:] if key.startswith(ARTICLE) else key
        if len(key) < 3 or key in self.stop or bare in self.stop:
            return STOP
        if key in self.ordinary or bare in self.ordinary or bare in self.nisba:
            return ORDINARY
        if self.is_part(key):
            return PART
        if self.inflects(bare):
            return ORDINARY
        return SEEN if key in self.seen or bare in self.seen or self.reads_otherwise(key) else UNIQUE

    def surface(self, surface):
        """The class of a surface."""
        key = fold(surface).replace("-", " ")
        if key in self.overrides:
            return self.overrides[key]
        classes = [self.word(word) for word in key.split()]
        if len(classes) == 1:
            return classes[0]
        # Words that all make a personal name, or an ordinary phrase.
        least = min(classes)
        return UNIQUE if least == SEEN else least
