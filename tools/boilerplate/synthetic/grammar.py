"""The grammar that synthetic pages are drawn from: banks of text with slots, and what fills them.

A bank file holds sections, `== name` and one entry a line; `== name.xx` is the section for sites of country xx, which stands
in place of `name` there; `== name.xx +` adds to it. In an entry

    {=T}         is the title of the page's story ({=D} subtitle, {=C} caption, {=G} tags), {headline} that of another one
    {name}       is an entry of the section `name`, drawn anew
    {$name2}     the same, drawn once a page (the digits only tell two draws apart)
    {~name}      the same, drawn once a site
    {$#10-90}    a number drawn once a page
    {#10-90}     a number; {##0-59} with two digits; {,1200-90000} with thousands marked
    <a|b|>       one of the alternatives

Only `random()` of a seeded generator is used, so that every Python draws the same pages.
"""
import pathlib
import random
import re

SLOT = re.compile(r"\{([^{}]*)\}|<([^<>|]*\|[^<>]*)>")


class Dice:
    """Draws that are the same for the same seed everywhere."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, percent):
        return self.random() * 100 < percent

    def some(self, items, count):
        """`count` different items, in a drawn order."""
        pool = list(items)
        return [pool.pop(self.below(len(pool))) for _ in range(min(count, len(pool)))]


def read_sections(folder, pattern):
    """{name: [line, ...]} of every file of the folder that matches."""
    sections = {}
    for path in sorted(pathlib.Path(folder).glob(pattern)):
        current = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("== "):
                current = line[3:].strip()
                if current in sections:
                    raise SystemExit(f"{path}:{number}: section {current} stands twice")
                sections[current] = []
            elif line.strip() and not line.startswith("# "):
                if current is None:
                    raise SystemExit(f"{path}:{number}: text before the first section")
                sections[current].append(line)
    return sections


class Text:
    """Fills slots for one page of one site."""

    def __init__(self, banks, country, dice, site_dice, site_memo):
        self.banks, self.country, self.dice = banks, country, dice
        self.site_dice, self.site_memo, self.memo = site_dice, site_memo, {}
        # What the page itself fills: `{=T}` and the like, `{headline}`.
        self.page_slot = None

    def section(self, name):
        own = self.banks.get(f"{name}.{self.country}")
        if own is None:
            own = self.banks.get(name)
            if own is None:
                raise SystemExit(f"no section {name} for {self.country}")
            return own + self.banks.get(f"{name}.{self.country} +", [])
        return own

    def draw(self, name, dice=None):
        return self.fill((dice or self.dice).pick(self.section(name)), dice)

    def slot(self, slot, dice):
        if self.page_slot and (slot.startswith("=") or slot == "headline"):
            return self.page_slot(slot)
        if slot.startswith("##"):
            low, high = map(int, slot[2:].split("-"))
            return f"{dice.between(low, high):02d}"
        if slot.startswith("#"):
            low, high = map(int, slot[1:].split("-"))
            return str(dice.between(low, high))
        if slot.startswith(","):
            low, high = map(int, slot[1:].split("-"))
            return f"{dice.between(low, high):,}"
        if slot.startswith("$") or slot.startswith("~"):
            site = slot.startswith("~")
            memo = self.site_memo if site else self.memo
            key = slot[1:]
            if key not in memo and key.startswith(("#", ",")):
                memo[key] = self.slot(key, dice)
            if key not in memo:
                name = key.rstrip("0123456789")
                for _ in range(20):
                    memo[key] = self.draw(name, self.site_dice if site else None)
                    # Two people of one story are two people.
                    if not any(k != key and k.rstrip("0123456789") == name and v == memo[key] for k, v in memo.items()):
                        break
            return memo[key]
        return self.draw(slot.rstrip("0123456789"), dice)

    def fill(self, template, dice=None):
        dice = dice or self.dice
        while True:
            match = SLOT.search(template)
            if match is None:
                return template
            slot, choice = match.groups()
            value = self.slot(slot, dice) if slot is not None else dice.pick(choice.split("|"))
            template = template[: match.start()] + value + template[match.end():]
