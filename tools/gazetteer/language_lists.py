"""Writes the three sourced language lists: given_names.tsv, family_names.tsv and common_words.tsv.

    python3 tools/gazetteer/language_lists.py data/language

The directory is both input (function_words.tsv, name_particles.tsv, ordinary_names.tsv are read there) and output.
The packages named in sources.lock are downloaded unless `--cache DIR` already holds them; a file whose
SHA-256 differs from the lock is refused. The output depends on the inputs only: two runs give the same bytes.

Edited by hand, beside this file: foreign_given.tsv and foreign_family.tsv (names of the world in Arabic spelling),
not_names.tsv (units of the name package that are ordinary words), not_common.tsv (names, places and typing errors
in the subtitle words). To add a name, edit the first two and run the tool again.
"""
import argparse
import collections
import gzip
import json
import pathlib
import sqlite3
import tempfile
import unicodedata
import zipfile

from shared import ARAB, ARTICLE, HERE, LAM_LAM, MARKS, NAME, Sources, fold, keys, rows, save

COMMAND = "python3 tools/gazetteer/language_lists.py data/language"

NAME_COUNT = 2
WORD_COUNT = 120

LETTERS = frozenset("\u0648\u0641\u0628\u0643\u0644\u0633")  # waw feh beh kaf lam seen: one-letter proclitics
BEFORE_ARTICLE = ("", "\u0648", "\u0641", "\u0628", "\u0643", "\u0648\u0628")


def write(path, header, table):
    """Sorts by bytes, checks the form, writes."""
    lines = sorted(("\t".join(row) for row in table), key=str.encode)
    assert len({fold(line.split("\t")[0]) for line in lines}) == len(lines), "two rows fold to one key"
    save(path, header, lines)


def units(wheel, scratch):
    """{role: {key: count}} from the Wikidata rows of citizens of Arab states."""
    database = scratch / "names.sqlite3"
    with zipfile.ZipFile(wheel) as archive:
        database.write_bytes(archive.read("arabic_name_romanizer/resources/names.sqlite3"))
    counts = {"given": collections.Counter(), "surname": collections.Counter()}
    connection = sqlite3.connect(database)
    query = "SELECT arabic_key, country, role, count FROM units WHERE source = 'wikidata'"
    for name, country, role, count in connection.execute(query):
        if role in counts and country in ARAB and NAME.fullmatch(name):
            counts[role][fold(name)] += count
    connection.close()
    return counts


def name_list(sourced, authored, refused):
    """Rows (name, count, source). The package folds its names, so an authored spelling is preferred."""
    spelling = {fold(name): name for name, *_ in authored}
    table = []
    for key in sourced.keys() | spelling.keys():
        count = sourced[key] if sourced[key] >= NAME_COUNT and key not in refused else 0
        if key in spelling:
            table.append((spelling[key], str(count or ""), "authored+wikidata" if count else "authored"))
        elif count:
            table.append((key, str(count), "wikidata"))
    return table


def without_article(word):
    """The word without ال, or None. Asked of the spelling as it stands: a hamza on the alef says that it is a root letter."""
    for letters in BEFORE_ARTICLE:
        if word.startswith(letters + ARTICLE):
            return word[len(letters) + 2 :]
    return word[2:] if word.startswith(LAM_LAM) else None


# Endings and beginnings of verbs and nouns. A foreign name in a subtitle takes none of them, an ordinary word does.
ENDINGS = "ه ها هم نا ت وا ون ين ات ي كم ك ا ان تي ته تها يه".split()
IMPERFECT = "يتنا"


def inflects(word, folded):
    """Whether the subtitles hold enough forms of a folded word for it to be an Arabic one."""
    forms = sum(word + ending in folded for ending in ENDINGS) + 2 * (ARTICLE + word in folded)
    forms += sum(letter + word in folded for letter in IMPERFECT)
    if word.endswith("ه"):
        forms += sum(word[:-1] + ending in folded for ending in ("ات", "ته", "تي", "تها", "تك"))
    if word[0] in IMPERFECT and any(other + word[1:] in folded for other in IMPERFECT if other != word[0]):
        forms += 2
    return forms >= 2


def common_words(wheel, names, whole, function_words, refused):
    """{folded word: count}; a form with a proclitic counts for the word without it, but a word in `whole` is left as it is."""
    with zipfile.ZipFile(wheel) as archive:
        raw = json.loads(gzip.decompress(archive.read("spellchecker/resources/ar.json.gz")))
    spelled = collections.Counter()
    for word, count in raw.items():
        word = MARKS.sub("", unicodedata.normalize("NFC", word))
        if NAME.fullmatch(word) and " " not in word:
            spelled[word] += count
    folded = collections.Counter()
    for word, count in spelled.items():
        folded[fold(word)] += count

    words = collections.Counter()
    for word, count in spelled.items():
        key = fold(word)
        if key in names:
            continue
        if key not in function_words:  # not `whole`: it holds forms with the article
            stem = without_article(word)
            if stem is not None and len(stem) > 2 and fold(stem) in folded:
                key = fold(stem)
        words[key] += count
    # One-letter proclitics are ambiguous, so the bare word must be the commoner one: وقال goes, وزير and كتاب stay.
    for word in sorted(words, key=lambda word: (-len(word), word)):
        stem = word[1:]
        if word[0] in LETTERS and word not in whole and len(stem) > 2 and words[stem] >= words[word]:
            words[stem] += words.pop(word)
    return {
        word: count
        for word, count in words.items()
        if count >= WORD_COUNT
        and word not in names
        and word not in refused
        and (word in function_words or len(word) > 2 and inflects(word, folded))
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", type=pathlib.Path, help="the directory of the language lists")
    parser.add_argument("--cache", type=pathlib.Path, help="keep the downloaded packages here")
    options = parser.parse_args()
    language = options.language

    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        cache = options.cache or scratch
        sources = Sources(cache)
        version, wheel = sources.version("arabic-name-romanizer"), sources.file("arabic-name-romanizer")
        counts = units(wheel, scratch)
        word_version, word_wheel = sources.version("pyspellchecker"), sources.file("pyspellchecker")

        function_words = keys(language / "function_words.tsv")
        ordinary = keys(language / "ordinary_names.tsv")
        # A function word or a name particle is no name, except where ordinary_names.tsv says that it is one too.
        refused = keys(HERE / "not_names.tsv") | ((function_words | keys(language / "name_particles.tsv")) - ordinary)

        names = set()
        for role, stem, what in (("given", "given", "Given"), ("surname", "family", "Family")):
            table = name_list(counts[role], rows(HERE / f"foreign_{stem}.tsv"), refused)
            header = [
                "DO NOT EDIT",
                f"Command: {COMMAND}",
                "name\tcount\tsource",
                f"{what} names. count: bearers in the source, empty where authored alone.",
                f"source: wikidata = arabic-name-romanizer {version}, citizens of Arab states, count >= {NAME_COUNT} (the package folds the spelling:",
                f"no hamza on alef, no teh marbuta, no final alef maksura); authored = tools/gazetteer/foreign_{stem}.tsv.",
                "Licence: CC0 1.0 (Wikidata); authored rows MIT OR Apache-2.0.",
            ]
            write(language / f"{stem}_names.tsv", header, table)
            names |= {fold(row[0]) for row in table}

        words = common_words(word_wheel, names - ordinary, ordinary | function_words, function_words, keys(HERE / "not_common.tsv"))
        header = [
            "DO NOT EDIT",
            f"Command: {COMMAND}",
            "word\tcount",
            f"Ordinary words of film subtitles, folded; count >= {WORD_COUNT}; three letters and at least two inflected forms, or a function word.",
            "A form with the article counts for the word without it, one with another proclitic where the bare word is commoner.",
            "Names (given_names.tsv, family_names.tsv) are left out unless ordinary_names.tsv has them, and so is tools/gazetteer/not_common.tsv.",
            f"Source: pyspellchecker {word_version}, resources/ar.json.gz. Licence: MIT.",
        ]
        write(language / "common_words.tsv", header, [(word, str(count)) for word, count in words.items()])


if __name__ == "__main__":
    main()
