"""Stories: what an article tells. `bank/stories_*.txt` holds them.

A story begins with `== genre.xx name` and has lines of a kind each:

    T a title, D a subtitle, L a first paragraph, S a sentence (any number, in any order), E a last sentence, H a subheading,
    B a line of its own in its place (verse, step, ingredient, question, result), C a caption, G the tags, with commas
"""


class Story:
    def __init__(self, key, lines):
        genre, self.name = key.split(" ", 1)
        self.genre, self.country = genre.split(".")
        self.parts = {kind: [] for kind in "TDLSEHBCG"}
        self.flow = []
        for line in lines:
            kind, text = line.split(" ", 1)
            # A number is the same in the title and in the lead.
            text = text.replace("{#", "{$#").replace("{,", "{$,")
            self.parts[kind].append(text)
            if kind == "B" or (kind == "H" and self.parts["B"]):
                self.flow.append((kind, text))

    def paragraphs(self, text, dice, habits):
        """The lines of the body, every one a paragraph, a subheading or an item."""
        lines = [text.fill(dice.pick(self.parts["L"]))] if self.parts["L"] else []
        pool = self.parts["S"]
        if pool:
            count = dice.between(max(2, len(pool) // 2), len(pool))
            # Mostly as written: a story told out of order reads like no story.
            keep = sorted(dice.some(range(len(pool)), count))
            sentences = [text.fill(pool[n]) for n in keep]
            at, heads = 0, 0
            while at < len(sentences):
                step = habits.sentences if habits.sentences > 3 else dice.between(1, habits.sentences)
                if self.parts["H"] and not self.flow and habits.sentences < 9 and at and dice.chance(25):
                    if heads < len(self.parts["H"]):
                        lines.append(text.fill(self.parts["H"][heads]))
                        heads += 1
                lines.append(" ".join(sentences[at: at + step]))
                at += step
        lines += [text.fill(item) for _, item in self.flow]
        if self.parts["E"] and dice.chance(70):
            lines.append(text.fill(dice.pick(self.parts["E"])))
        return lines


def read_stories(sections):
    return [Story(key, lines) for key, lines in sections.items()]
