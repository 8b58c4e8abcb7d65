"""Which surfaces of a sourced entity stay, and which of them need context."""

from ambiguity import ORDINARY, PART, UNIQUE
from authored import key
from shared import ARAB, DATA, HERE, fold, rows

# A place as large as this keeps a surface that is a personal name too, marked, and one that is not, unmarked.
PROMINENT_WORLD, PROMINENT_ARAB = 250_000, 50_000
# Two parts so frequent make a name that many bear.
FREQUENT_GIVEN, FREQUENT_FAMILY = 100, 25


class Judge:
    """The word lists, and what the lists of names hold already."""

    def __init__(self, entities, authored, words):
        self.authored, self.words = authored, words
        self.refused = {(kind, key(surface)) for kind, surface, _ in rows(HERE / "refused.tsv")}
        self.places = {k for r in authored.rows if r.kind == "place" for k in r.keys}
        self.listed_places = set(self.places)
        self.people = {w for r in authored.rows if r.kind == "person" for k in r.keys for w in k.split()}
        for entity in entities:
            if entity.kind == "place":
                self.listed_places.update(map(key, entity.surfaces))
            elif entity.kind == "person" and entity.builtin:
                self.people.update(w for s in entity.surfaces for w in key(s).split())
        self.titles = {fold(r[0]) for r in rows(DATA / "language/titles.tsv")}
        self.heads = {fold(r[0]) for r in rows(DATA / "language/heads.tsv")}

    def verdict(self, entity, surface):
        """None if a surface must go, else whether it needs context."""
        one = key(surface)
        # One foreign word of three letters is a word of every language.
        if len(one) < 4 and entity.country not in ARAB:
            return None
        if one in self.authored.by_key or (entity.kind, one) in self.refused or self.is_phrase(one):
            return None
        return getattr(self, entity.kind)(entity, surface, one.split())

    def is_phrase(self, one):
        """A direction of a place or two places (جنوب الصين, صربيا والجبل الأسود): what an authored place is called, and more."""
        parts = one.split()
        common = lambda word: self.words.word(word) >= ORDINARY
        for at in range(1, len(parts)):
            before, after = " ".join(parts[:at]), " ".join(parts[at:])
            if before in self.places and after.startswith("و") and after[1:] in self.places:
                return True
            if parts[0] not in self.heads and (
                before in self.places
                and all(map(common, parts[at:]))
                or after in self.places
                and all(map(common, parts[:at]))
            ):
                return True
        return False

    def place(self, entity, surface, parts):
        grade = self.words.surface(surface)
        if grade >= ORDINARY:
            return None
        if len(parts) > 1:
            return grade == PART
        arab = entity.country in ARAB
        prominent = entity.rank >= (PROMINENT_ARAB if arab else PROMINENT_WORLD)
        if grade == PART:
            return True if prominent else None
        # One foreign word is a surname as often as a small town.
        sure = prominent or arab and entity.builtin
        return not (sure and grade == UNIQUE and parts[0] not in self.people)

    def organization(self, entity, surface, parts):
        grade = self.words.surface(surface)
        # An operator of many countries (وزارة العدل).
        if (
            entity.source == "nsi"
            and grade >= ORDINARY
            and not any(p in self.words.nisba or p[2:] in self.words.nisba for p in parts)
        ):
            return None
        if surface == entity.name() and len(parts) > 1:
            return grade >= PART
        if grade > ORDINARY:
            return None
        return grade != UNIQUE or len(parts) == 1 or " ".join(parts) in self.listed_places

    def person(self, entity, surface, parts):
        words = self.words
        if len(parts) == 1:
            return True if words.surface(surface) == UNIQUE else None
        real = [p for p in parts if p not in words.particles]
        stop = [p for p in real if p in words.stop]
        reign = parts[-1] in self.places and any(p in self.titles for p in parts[1:])
        if len(real) < 2 or len(parts) == 2 and parts[0] in stop or reign:
            return None
        # Every word ordinary makes a phrase; two frequent parts make a name of many.
        if all(words.word(p) >= ORDINARY and not words.is_part(p) for p in real):
            return None
        frequent = words.given.get(parts[0], 0) >= FREQUENT_GIVEN
        last = words.given.get(parts[-1], 0) >= FREQUENT_GIVEN or words.family.get(parts[-1], 0) >= FREQUENT_FAMILY
        return len(parts) == 2 and frequent and last or bool(stop)
