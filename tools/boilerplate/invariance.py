#!/usr/bin/env python3
"""How many verdicts stay when a page is written otherwise.

usage: invariance.py [--detail] FOLDER

FOLDER/docs/*.txt are rewritten in eight ways that say nothing about what a line is, and annotated again. Prints the percent
of lines whose kind stays, and that of lines of the article's text that stay so, each of all lines of all pages; with
--detail also the changes that are most frequent. `cargo test --test suite invariance` asks the same of pages of our own.
"""
import argparse
import collections
import pathlib
import re
import tempfile

import pages as P

DIGITS = str.maketrans("0123456789", "".join(chr(0x660 + n) for n in range(10)))
HAMZAS = str.maketrans("\u0623\u0625\u0622", "\u0627" * 3)
QUOTES = str.maketrans({quote: '"' for quote in "\u00ab\u00bb\u201c\u201d\u201e"})
LETTER = re.compile("([\u0628-\u063a\u0641-\u064a])(?=[\u0628-\u064a])")
BULLET = re.compile(r"^\s*[\u2022\u25cf\u25aa*-]\s+(?=\S)")


def marked(line):
    """A fatha after every fourth letter within a word."""
    at = 0

    def mark(match):
        nonlocal at
        at += 1
        return match[1] + ("\u064e" if at % 4 == 0 else "")
    return LETTER.sub(mark, line)


# What is done to a line; every way keeps the number of lines that are not blank.
WAYS = {
    "no full stops": lambda line: re.sub(r"(?<![.])\.(?=\s*$)", "", line) if line.strip(". ") else line,
    "hamzas dropped": lambda line: line.translate(HAMZAS),
    "diacritics added": marked,
    "quotes changed": lambda line: line.translate(QUOTES),
    "Arabic-Indic digits": lambda line: line.translate(DIGITS),
    "CRLF": lambda line: line + "\r",
    "no bullets": lambda line: BULLET.sub("", line),
    "no blank lines": lambda line: line,
}


def kinds(lines, blocks):
    """For each line that is not blank the kind and article of the block that covers most of it."""
    out, at, n = [], 0, 0
    for line in lines:
        end = at + len(line.encode())
        cover = collections.Counter()
        while n < len(blocks) and blocks[n]["start"] < end:
            block = blocks[n]
            cover[block["kind"], block["article"]] += block["end"] - block["start"]
            n += 1
        if line.strip():
            out.append(cover.most_common(1)[0][0] if cover else ("none", None))
        at = end + 1
    return out


def annotated(pages):
    """Kinds of the lines of pages, each a list of lines."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, lines in enumerate(pages):
            paths.append(pathlib.Path(folder) / f"{n}.txt")
            paths[-1].write_bytes("\n".join(lines).encode())
        return [kinds(lines, row["blocks"]) for lines, row in zip(pages, P.example("annotate", paths))]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder")
    ap.add_argument("--detail", action="store_true")
    a = ap.parse_args()
    paths = sorted((pathlib.Path(a.folder) / "docs").glob("*.txt"))
    pages = [path.read_bytes().decode().split("\n") for path in paths]
    before = annotated(pages)
    for name, way in WAYS.items():
        keep = str.strip if name == "no blank lines" else (lambda line: True)
        after = annotated([[way(line) for line in lines if keep(line)] for lines in pages])
        moves, same, body, kept = collections.Counter(), 0, 0, 0
        pages_moved = collections.Counter()
        for path, old, new in zip(paths, before, after):
            assert len(old) == len(new), (name, path)
            for (was, article), (now, other) in zip(old, new):
                main = was == "body" and article == 1
                same += was == now
                body += main
                kept += main and now == "body" and other == 1
                if was != now:
                    moves[was, now] += 1
                    pages_moved[path.stem] += 1
        lines = sum(map(len, before))
        print(f"{name:20} kind stays {100 * same / lines:6.2f} %  text stays {100 * kept / body:6.2f} %")
        if a.detail:
            print("   ", ", ".join(f"{was} to {now} {count}" for (was, now), count in moves.most_common(6)))
            print("   ", ", ".join(f"{page} {count}" for page, count in pages_moved.most_common(6)))


if __name__ == "__main__":
    main()
