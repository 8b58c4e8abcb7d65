"""People, organizations and further places of the packages that carry no GeoNames id."""

import collections
import re
import sqlite3
import tempfile

from places import clean
from shared import ARAB, DATA, NAME, fold, rows

JSONS = "ArWikiCats/jsons/"
# Not us_counties: without the head noun, which stays outside a mention, a county bears a surname.
# Files whose rows are of one sort, but for those that a head word tells otherwise.
SORTED = {
    "sports/Clubs_key": ("organization", "club"),
    "people/peoples": ("person", ""),
    "cities/cities_full": ("place", "town"),
    "geography/popopo": ("place", "region"),
    "geography/P17_PP": ("place", "region"),
    "geography/New_Keys": ("place", "region"),
    "geography/India_dd": ("place", "district"),
    "geography/regions": ("place", "region"),
    "geography/regions2": ("place", "region"),
}
# Files of everything: only what a head word tells is taken.
MIXED = """cities/yy2 _splited_data/yy2_non geography/P17_2_final_ll _splited_data/P17_2_final_ll_non _splited_data/cities_full_non
keys/keys2 keys/keys2_py population/pop_All_2018""".split()

# What is no name of one thing, by its English title.
NO_NAME = re.compile(
    r"\b(films?|albums?|songs?|novels?|series|season|awards?|war|battle|people|language|cup|league|championships?|school shooting|"
    r"flight|elections?|law|categories|produced|works|books|operas|musicals?|albums|discography|family|brothers|sisters|band|duo|"
    r"cultural depictions|taxa|lists?|murder|killing|expatriates|canal|network of|managers|battles|database|monte carlo)\b|"
    r"^(department of|universities|companies|political part)",
)
OFFICE = " (?:ملك|ملكة|كونتيسة|إمبراطور) "
PLURAL = re.compile(r"(ies|ers|[^sui]s)$")


def arwikicats(sources):
    """(kind, class, Arabic name, disambiguator, English title), in the order of the files."""
    head_classes = {fold(r[0]): (r[1], r[2]) for r in rows(DATA.parent / "tools/gazetteer/head_classes.tsv")}

    def flat(tree):
        for title, name in tree.items():
            if isinstance(name, dict):
                yield from flat(name)
            elif isinstance(name, str):
                yield title, name

    for file in [*SORTED, *MIXED]:
        for title, text in flat(sources.json("arwikicats", f"{JSONS}{file}.json")):
            name = clean(text)
            if not name or NO_NAME.search(title):
                continue
            head, _, rest = name[0].partition(" ")
            told = head_classes.get(fold(head)) if rest else None
            if told == ("", ""):
                continue
            if SORTED.get(file, ("",))[0] == "person":
                # إدوارد السابع ملك المملكة المتحدة: the office is no part of the name.
                person = re.split(OFFICE, name[0])[0]
                if not told and person:
                    yield *SORTED[file], person, name[1], title
            elif file in SORTED and not told:
                yield *SORTED[file], *name, title
            elif told and not (file in MIXED and told[0] == "organization" and is_plural(title, told[1])):
                yield *told, *name, title


def is_plural(title, sort):
    """Whether a title of a mixed file is of many bodies (political parties), which armed forces are by their name."""
    return sort != "military" and PLURAL.search(title.split(" of ")[0])


def capital(word):
    """A word of a title, which the package gives in lower case."""
    if word in ("of", "and", "the", "de", "al"):
        return word
    return word.upper() if re.fullmatch("[ivx]+", word) else word[:1].upper() + word[1:]


def brands(sources):
    """(class, Arabic name, aliases, English name, country, Wikidata id) of the name-suggestion-index."""
    classes = {
        "amenity/bank": "bank",
        "amenity/atm": "bank",
        "shop/telecommunication": "telecom",
        "shop/mobile_phone": "telecom",
        "amenity/fuel": "energy",
        "amenity/university": "university",
        "office/government": "government",
    }
    found = {}
    index = sources.json("name-suggestion-index", "dist/json/nsi.json")["nsi"]
    for path, group in sorted(index.items()):
        sort, _, category = path.partition("/")
        if sort not in ("brands", "operators") or category.startswith(("highway", "route", "advertising", "power")):
            continue
        for item in group["items"]:
            tags = item["tags"]
            number = tags.get("brand:wikidata") or tags.get("operator:wikidata")
            arabic = [
                tags.get(k, "")
                for k in ("brand:ar", "operator:ar", "name:ar", "short_name:ar", "brand", "operator", "name")
            ]
            names = list(dict.fromkeys(c[0] for c in map(clean, arabic) if c))
            if not number or not names:
                continue
            where = [
                w.upper() for w in item.get("locationSet", {}).get("include", []) if isinstance(w, str) and len(w) == 2
            ]
            latin = next(
                (
                    tags[k]
                    for k in ("brand:en", "operator:en", "name:en", "brand", "operator", "name")
                    if tags.get(k, "ا").isascii()
                ),
                "",
            )
            row = found.setdefault(
                number, [classes.get(category, "company"), [], "", where[0] if len(where) == 1 else ""]
            )
            row[1] += [n for n in names if n not in row[1]]
            row[2] = row[2] or latin
    for number, (sort, names, latin, country) in found.items():
        yield sort, names[0], names[1:], latin, country, f"wd:{number}"


def people(sources):
    """(folded name, Latin name, country) of citizens of Arab states in Wikidata: at least two words, one bearer.

    A name of several people would give every one of them the id of another."""
    with tempfile.NamedTemporaryFile(suffix=".sqlite3") as scratch:
        scratch.write(sources.read("arabic-name-romanizer", "arabic_name_romanizer/resources/names.sqlite3"))
        scratch.flush()
        connection = sqlite3.connect(scratch.name)
        columns = "arabic_key, latin, country, count"
        query = f"SELECT {columns} FROM full_names WHERE source = 'wikidata' ORDER BY arabic_key, country, latin"
        table = connection.execute(query).fetchall()
        connection.close()
    bearers = collections.defaultdict(list)
    for name, latin, country, count in table:
        if country in ARAB and " " in name and NAME.fullmatch(name):
            bearers[fold(name)].append((latin, country, count))
    for name, found in bearers.items():
        latin, country, _ = found[0]
        if len({country for _, country, _ in found}) == 1 and max(count for *_, count in found) == 1:
            yield name, latin, country


class Spelling:
    """Gives folded words their hamza, teh marbuta and alef maksura back where sources that spell them agree."""

    AGREE = 0.9

    def __init__(self, sources, names):
        counts = collections.defaultdict(collections.Counter)
        for locale in ("ar_AA", "ar_SA", "ar_PS", "ar_DZ"):
            text = sources.read("faker", f"faker/providers/person/{locale}/__init__.py").decode()
            names = [*names, *re.findall('"([\u0621-\u0652 ]+)"', text)]
        for name in names:
            found = clean(name)
            for word in found[0].split() if found else ():
                counts[fold(word)][word] += 1
        self.best = {}
        for key, forms in counts.items():
            form, count = max(forms.items(), key=lambda item: (item[1], item[0]))
            if count >= self.AGREE * sum(forms.values()):
                self.best[key] = form

    def restore(self, name):
        return " ".join(self.best.get(word, word) for word in name.split())
