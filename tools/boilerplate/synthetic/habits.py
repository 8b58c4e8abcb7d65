"""How a site writes: its digits, quotes, full stops, hamzas, blank lines and bullets. One draw a site."""

INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BARE_ALEF = str.maketrans("أإآ", "ااا")
MARKS = str.maketrans("", "", "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652")


class Habits:
    def __init__(self, dice, country):
        self.digits = dice.chance(25 if country in ("eg", "sy", "iq", "sa", "sd") else 6)
        self.stop = "keep" if dice.chance(62) else dice.pick(["none", "none", "dots", "some"])
        self.quotes = dice.pick(['""', '""', "«»", "“”", "''"])
        self.alef = dice.chance(12)
        self.marks = dice.chance(35)
        self.yaa = country == "eg" and dice.chance(35)
        self.comma = dice.pick(["،"] * 8 + [",", " ،"])
        self.blank = dice.chance(50)
        self.bullet = dice.pick(["  • ", "  • ", "- ", "* ", ""]) if self.blank else dice.pick(["", "", "• "])
        self.joiner = dice.pick(["    ", " | ", "   ", " * ", " - ", "\u00A0\u00A0"])
        self.sentences = dice.pick([1, 1, 1, 2, 2, 3, 99])

    def apply(self, text, dice, prose=False):
        """A piece of a line as this site writes it. A paragraph of prose may lose its full stop."""
        # What slots put beside a particle.
        text = text.replace("بـال", "بال").replace("لـال", "لل")
        open_quote = True
        out = []
        for char in text:
            if char == '"':
                out.append(self.quotes[0 if open_quote else 1])
                open_quote = not open_quote
            else:
                out.append(char)
        text = "".join(out)
        if prose and text.endswith(".") and self.stop != "keep":
            if self.stop == "none" or (self.stop == "some" and dice.chance(50)):
                text = text.rstrip(".")
            elif self.stop == "dots":
                text += "."
        if self.marks:
            text = text.translate(MARKS)
        if self.alef:
            text = text.translate(BARE_ALEF)
        if self.yaa:
            words = text.split(" ")
            text = " ".join(word[:-1] + "ى" if len(word) > 2 and word.endswith("ي") else word for word in words)
        if self.comma != "،" and prose:
            text = text.replace("،", self.comma)
        if self.digits and "http" not in text:
            text = text.translate(INDIC)
        return text
