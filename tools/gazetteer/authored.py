"""The authored lists: their surfaces, what sourced rows they stand for, and the `refs` column, which is written from that."""

import collections
import re

from places import latin_key
from shared import DATA, HERE, fold, rows

FOLDER = DATA / "gazetteer/authored"
SETTLEMENTS = frozenset("city town capital district camp port region".split())
REGIONS = frozenset("region district".split())


def key(surface):
    """A surface as the index sees it: folded words, hyphens and quotes apart."""
    return " ".join(re.sub("[^\\w]", " ", fold(surface)).split())


def outside(name):
    """The part of a name that is matched."""
    return " ".join(re.sub(r"\([^()]*\)", " ", name).split())


# نادي, النادي, فريق; الرياضي, لكرة القدم: what comes and goes around the name of a club.
AROUND_CLUBS = frozenset(map(fold, "نادي النادي فريق الرياضي لكرة القدم".split()))


def core(club):
    """The name of a club without what comes and goes around it, and without articles."""
    words = [w for w in key(club).split() if w not in AROUND_CLUBS]
    return " ".join(w.removeprefix("ال") for w in words)


class Row:
    def __init__(self, file, fields):
        self.file, self.fields = file, fields + [""] * (8 - len(fields))
        self.kind, self.id, self.name, aliases, self.country, self.sort, self.latin, _ = self.fields
        marked = [a for a in aliases.split("|") if a]
        self.weak = {key(a) for a in marked if a.startswith("?")}
        self.surfaces = list(dict.fromkeys([outside(self.name)] + [a.lstrip("?").strip() for a in marked]))
        self.keys = {key(s) for s in self.surfaces}


class Authored:
    def __init__(self):
        self.rows = [Row(path, fields) for path in sorted(FOLDER.glob("*.tsv")) for fields in rows(path)]
        self.by_key = collections.defaultdict(list)
        for row in self.rows:
            for one in row.keys:
                self.by_key[one].append(row)
        self.by_latin = {(row.kind, latin_key(row.latin)): row for row in self.rows if row.latin}
        self.clubs = {core(s) for row in self.rows if row.sort == "club" for s in row.surfaces}
        self.places_by_latin = {(row.country, latin_key(row.latin)) for row in self.rows if row.kind == "place"}
        self.refs = collections.defaultdict(set)

    def has_place(self, country, latin):
        return (country, latin_key(latin)) in self.places_by_latin

    def match_places(self, places, countries, wikidata):
        """Gives authored places the ids of GeoNames and Wikidata; returns the GeoNames places that they stand for."""
        by_name, by_latin = collections.defaultdict(list), collections.defaultdict(list)
        for place in places.values():
            for _, _, name in place.names:
                by_name[place.country, key(name)].append(place)
            by_latin[place.country, latin_key(place.latin)].append(place)
        taken = set()
        for row in self.rows:
            if row.kind != "place":
                continue
            if row.id.startswith("iso:"):
                self.refs[row.id] |= {r for r in (countries.get(row.id[4:]), wikidata.get(row.id[4:])) if r}
                continue
            groups = (
                ("region", "district")
                if row.sort == "region"
                else ("city", "district") if row.sort in SETTLEMENTS else ()
            )
            latin = latin_key(re.sub(r"\(.*?\)|Governorate|Province|Region|State", "", row.latin))
            found = collections.Counter()
            for one in row.keys:
                for place in by_name[row.country, one]:
                    found[place.id] += 0 if place.id in found else 1
            for place in by_latin[row.country, latin]:
                found[place.id] += 2
            by_id = {p.id: p for one in row.keys for p in by_name[row.country, one]} | {
                p.id: p for p in by_latin[row.country, latin]
            }
            fitting = [p for p in by_id.values() if p.group in groups]
            if not fitting:
                continue
            rank = lambda p: (groups.index(p.group) == 0, found[p.id], p.population)
            fitting.sort(key=lambda p: (rank(p), p.id), reverse=True)
            best = fitting[0]
            # Two villages of one name in one country: no source says which of them is meant.
            unsure = (
                len(fitting) > 1
                and rank(fitting[1])[:2] == rank(best)[:2]
                and best.population < 3 * fitting[1].population
            )
            if not unsure and best.id not in taken:
                self.refs[row.id].add(best.id)
                self.refs[row.id].update(best.refs)
                taken.add(best.id)
        return taken

    def same(self, kind, names, latin):
        """The authored row that a sourced one of this kind repeats: by an Arabic surface, or by its Latin name."""
        for name in names:
            for row in self.by_key.get(key(name), ()):
                if row.kind == kind:
                    return row
        return self.by_latin.get((kind, latin_key(latin))) if latin else None

    def write_refs(self):
        """Rewrites the last column of the authored lists. `refs.tsv` adds what no rule finds, or takes away with `-`."""
        for identity, text in rows(HERE / "refs.tsv"):
            for ref in text.split(";"):
                (self.refs[identity].discard(ref[1:]) if ref.startswith("-") else self.refs[identity].add(ref))
        for path in sorted(FOLDER.glob("*.tsv")):
            lines = []
            for line in path.read_text(encoding="utf-8").splitlines():
                if not line.startswith("#"):
                    fields = line.split("\t")[:7]
                    line = "\t".join([*fields, ";".join(sorted(self.refs.get(fields[1], ())))])
                lines.append(line)
            path.write_bytes("".join(f"{line}\n" for line in lines).encode())
