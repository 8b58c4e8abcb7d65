#!/usr/bin/env python3
"""Write labelled synthetic pages: OUT/docs/NAME.txt, OUT/labels/NAME.tsv and OUT/split.tsv.

usage: generate.py OUT [--sites N] [--pages N]

Every page is of a site, every site of a template family (third column of split.tsv): leave whole families out when testing.
Labels: line number, kind, first 16 hex digits of the line's SHA-256, and for a body line with chrome glued to it where that is:
`N` from character N to the end, `<N` before character N. Only the standard library; the same pages on every run.
"""
import argparse
import hashlib
import pathlib

from grammar import Dice, Text, read_sections
from habits import Habits
from stories import read_stories

HERE = pathlib.Path(__file__).parent
KINDS = "title body byline date source caption tags read_more related navigation share comments legal promo other".split()


class Line:
    """Pieces of a line; the label is that of the first piece, or body if one piece is."""

    def __init__(self, label, text):
        self.pieces = [(label, text)]

    @property
    def label(self):
        labels = [label for label, _ in self.pieces]
        return "body" if "body" in labels else labels[0]

    def text(self):
        return " ".join(text for _, text in self.pieces)

    def glue(self):
        if self.label != "body" or len(self.pieces) == 1:
            return ""
        at, start, end = 0, None, 0
        for label, text in self.pieces:
            if label == "body":
                start = at if start is None else start
                end = at + len(text)
            at += len(text) + 1
        return f"<{start}" if start else str(end)


class Page:
    """One page of a site, drawn from the template of its family."""

    def __init__(self, world, family, site, number):
        self.world, self.family, self.site = world, family, site
        self.dice = Dice(f"{family.name} {site.number} {number}")
        self.text = Text(world.banks, site.country, self.dice, site.dice, site.memo)
        self.text.page_slot = self.page_slot
        self.lines, self.used = [], set()
        self.story = self.choose(family.genre)
        self.other = self.choose(family.genre, self.story)
        self.run(f"family {family.name}")

    def choose(self, genre, but=None):
        stories = [s for s in self.world.stories if s.genre in genre and s is not but]
        near = [s for s in stories if s.country == self.site.country]
        return self.dice.pick(near if near and self.dice.chance(70) else stories)

    def page_slot(self, slot):
        if slot == "headline":
            return self.headline()
        memo = self.text.memo
        if slot not in memo:
            memo[slot] = self.text.fill(self.dice.pick(self.story.parts[slot[1:]] or self.story.parts["T"]))
        return memo[slot]

    def headline(self):
        """The title of another article: of a story or from the bank of headlines."""
        if self.dice.chance(30):
            story = self.dice.pick(self.world.stories)
            if story is not self.story and story.genre in ("news", "sport", "feature"):
                fresh = Text(self.world.banks, self.site.country, self.dice, self.site.dice, self.site.memo)
                return fresh.fill(self.dice.pick(story.parts["T"]))
        return self.text.draw("headlines")

    def piece(self, label, text):
        return label, self.site.habits.apply(text, self.dice, label == "body")

    def add(self, label, text, bullet=False):
        label, text = self.piece(label, text)
        self.lines.append(Line(label, (self.site.habits.bullet if bullet else "") + text))

    def run(self, name):
        for number, row in enumerate(self.world.templates[name]):
            head, _, template = row.partition("|")
            words = head.split()
            flags = words[1:]
            if any(f.startswith("~?") and not self.site.chance(name, number, int(f[2:])) for f in flags):
                continue
            if any(f.startswith("?") and not self.dice.chance(int(f[1:])) for f in flags):
                continue
            if words[0].startswith("@"):
                self.command(words[0], [f for f in flags if not f.startswith(("?", "~?"))], (name, number))
                continue
            label = words[0]
            if label not in KINDS:
                raise SystemExit(f"template {name}: unknown kind {label}")
            low = high = 1
            for flag in flags:
                if flag.startswith("x"):
                    low, high = map(int, (flag[1:] + "-" + flag[1:]).split("-")[:2])
            self.rows(label, template.strip(), self.dice.between(low, high), flags, (name, number))

    def rows(self, label, template, count, flags, key):
        if "s" in flags:
            # The same on every page of the site.
            texts = self.site.rows(key, lambda: self.distinct(template, count, "o" in flags))
        else:
            texts = self.distinct(template, count, "o" in flags)
        if "j" in flags:
            texts = [self.site.habits.joiner.join(texts)]
        self.used.update(texts)
        for text in texts:
            if "g" in flags and self.lines[-1].pieces[0][0] == "body":
                self.lines[-1].pieces.append(self.piece(label, text))
            else:
                self.add(label, text, "b" in flags)

    def distinct(self, template, count, ordered=False):
        """So many different lines; `ordered`, they are consecutive entries of the section that the template names."""
        texts = []
        if ordered:
            entries = self.text.section(template.strip("{}"))
            start = self.dice.below(max(1, len(entries) - count + 1))
            return [self.text.fill(entry) for entry in entries[start: start + count]]
        for _ in range(count * 6):
            text = self.text.fill(template)
            if text not in texts and (len(text) < 25 or text not in self.used):
                texts.append(text)
            if len(texts) == count:
                break
        return texts

    def command(self, word, args, key):
        if word == "@body":
            self.body(args)
        elif word == "@second":
            self.second()
        elif word == "@oneof":
            self.run(self.site.choose(key, args))
        elif word == "@anyof":
            self.run(self.dice.pick(args))
        else:
            self.run(word[1:])

    def body(self, args):
        """The article's text; `name:percent` of args are blocks that may stand between two paragraphs; `glued`, no line end before it."""
        paragraphs = self.story.paragraphs(self.text, self.dice, self.site.habits)
        if self.story.genre == "news" and self.dice.chance(25):
            paragraphs[0] = f"{self.text.draw('dateline')} {paragraphs[0]}"
        wanted = [name for name, percent in (a.split(":") for a in args) if self.dice.chance(int(percent))]
        places = {}
        for name in wanted:
            if name == "glued":
                places[0] = ["glued"]
            elif len(paragraphs) > 2:
                places.setdefault(self.dice.between(1, len(paragraphs) - 1), []).append(name)
        for number, paragraph in enumerate(paragraphs):
            for name in places.get(number, []) if number else []:
                self.run(name)
            if not number and "glued" in places.get(0, []) and self.lines[-1].label in ("byline", "date", "source"):
                self.lines[-1].pieces.append(self.piece("body", paragraph))
            else:
                self.add("body", paragraph)

    def second(self):
        """Another whole article: all of it counts as related."""
        text = Text(self.world.banks, self.site.country, self.dice, self.site.dice, self.site.memo)
        self.add("related", text.fill(self.dice.pick(self.other.parts["T"])))
        for paragraph in self.other.paragraphs(text, self.dice, self.site.habits):
            self.lines.append(Line("related", self.site.habits.apply(paragraph, self.dice, True)))

    def render(self):
        rows, labels = [], []
        for line in self.lines:
            rows.append(line.text())
            digest = hashlib.sha256(rows[-1].encode()).hexdigest()[:16]
            kind = "other_boilerplate" if line.label == "other" else line.label
            labels.append(f"{len(rows)}\t{kind}\t{digest}\t{line.glue()}")
            if self.site.habits.blank:
                rows.append("")
        return "\n".join(rows) + "\n", "\n".join(labels) + "\n"


class Site:
    """What the pages of a site share."""

    def __init__(self, family, number):
        self.number, self.memo, self.kept = number, {}, {}
        self.dice = Dice(f"{family.name} {number}")
        self.country = self.dice.pick(family.countries)
        self.habits = Habits(self.dice, self.country)
        self.habits.sentences = family.sentences or self.habits.sentences

    def keep(self, key, make):
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def chance(self, name, number, percent):
        return self.keep(("chance", name, number), lambda: self.dice.chance(percent))

    def choose(self, key, names):
        return self.keep(("choose", key), lambda: self.dice.pick(names))

    def rows(self, key, make):
        return self.keep(("rows", key), make)


class Family:
    """`== family NAME`: its countries, the genres of its stories, `article no` if there is none, `sentences 99` if its
    paragraphs are so long; then the template."""

    def __init__(self, name, lines):
        heads = [line for line in lines if line.split()[0] in ("countries", "genre", "article", "sentences")]
        fields = dict(line.split(" ", 1) for line in heads)
        self.name, self.rows = name, lines[len(heads):]
        self.countries, self.genre = fields["countries"].split(), fields["genre"].split()
        self.article = fields.get("article", "yes") == "yes"
        self.sentences = int(fields.get("sentences", 0))


class World:
    def __init__(self):
        self.banks = read_sections(HERE / "bank", "words_*.txt")
        self.stories = read_stories(read_sections(HERE / "bank", "stories_*.txt"))
        self.templates = read_sections(HERE / "bank", "templates_*.txt")
        names = [name for name in self.templates if name.startswith("family ")]
        self.families = [Family(name[7:], self.templates[name]) for name in names]
        self.templates.update((f"family {family.name}", family.rows) for family in self.families)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--sites", type=int, default=4, help="sites of a family")
    parser.add_argument("--pages", type=int, default=4, help="pages of a site")
    args = parser.parse_args()
    for folder in ("docs", "labels"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
        for old in (args.out / folder).iterdir():
            old.unlink()
    world = World()
    split = ["doc\tsite\tsplit"]
    empty = 0
    for family in world.families:
        for number in range(1, args.sites + 1):
            site = Site(family, number)
            for page in range(1, args.pages + 1):
                name = f"{family.name}-{number}-{page}"
                text, labels = Page(world, family, site, page).render()
                if ("\tbody\t" in labels) != family.article:
                    raise SystemExit(f"{name}: body {'lost' if family.article else 'on a page without an article'}")
                (args.out / "docs" / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
                (args.out / "labels" / f"{name}.tsv").write_text(labels, encoding="utf-8", newline="\n")
                split.append(f"{name}\t{family.name}-{number}\t{family.name}")
                empty += not family.article
    (args.out / "split.tsv").write_text("\n".join(split) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(split) - 1} pages of {len(world.families)} families, {empty} without an article")


if __name__ == "__main__":
    main()
