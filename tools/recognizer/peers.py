#!/usr/bin/env python3
"""Time the recognizer beside flashtext and spaCy's EntityRuler, all with the names of the built-in lists.

usage: peers.py [--text FILE] [--megabytes N] [--rounds N] [--peer FILE]

Every contestant gets the same pages and the same surfaces: flashtext by extract_keywords (with Arabic letters, marks and digits as
parts of words, else it finds names inside words), spaCy by a blank Arabic pipeline with an EntityRuler (its tokenizer is part of
the time), khabar by Gazetteer::find_iter, what the lists hold, and by Recognizer::mentions, the lists read in context. The peers
find a surface only as it is listed: they neither fold letters nor peel proclitics, so they do less and find less. All run in turns,
the best of N rounds counts, in processor time of one thread each; making ready (patterns added, lists loaded) is not counted.
The text is FILE, else the sentences of tools/recognizer/own without their marks, in pages of about 4 KB that end at a line end; of
it the first N megabytes.

Printed is a table of MB/s, the share of the fastest, and the names found. Build first, in an environment with the two packages:
    python3 -m venv venv && venv/bin/pip install spacy flashtext
    cargo build --release --manifest-path tools/recognizer/Cargo.toml --bin peer [--features khabar/builtin-full]
    venv/bin/python tools/recognizer/peers.py
"""
import argparse
import pathlib
import re
import string
import subprocess
import tempfile
import time

import crossval
import flashtext
import spacy

ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = {"person": "PER", "place": "LOC", "organization": "ORG"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=pathlib.Path)
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", default=crossval.built("tools/recognizer", "peer"), type=pathlib.Path)
    args = parser.parse_args()
    pages = read_pages(args.text, int(args.megabytes * 1e6))
    size = sum(len(page.encode()) for page in pages)
    names = surfaces(args.peer)
    print(f"{len(names)} surfaces, {size} bytes in {len(pages)} pages, best of {args.rounds}")

    contestants = {
        "flashtext": with_flashtext(names, pages),
        "spaCy EntityRuler": with_spacy(names, pages),
    }
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "pages"
        file.write_text("\f".join(pages), encoding="utf-8")
        with subprocess.Popen([args.peer, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as peer:
            contestants["khabar Gazetteer::find_iter"] = with_khabar(peer, "gazetteer")
            contestants["khabar Recognizer::mentions"] = with_khabar(peer, "recognizer")
            best = {name: (float("inf"), 0) for name in contestants}
            for _ in range(args.rounds):
                for name, run in contestants.items():
                    best[name] = min(best[name], run())
            peer.stdin.close()
    fastest = min(seconds for seconds, _ in best.values())
    print(f"{'':30}{'MB/s':>10}{'of fastest':>12}{'found':>10}")
    for name, (seconds, found) in best.items():
        print(f"{name:30}{size / seconds / 1e6:>10.2f}{fastest / seconds:>12.4f}{found:>10}")


def read_pages(path, limit):
    """Pages of about 4 KB that end at a line end, until the limit."""
    if path is None:
        files = sorted((ROOT / "tools/recognizer/own").glob("*.txt"))
        lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
        text = re.sub(r"\[(PER|LOC|ORG|MISC) |\]", "", "\n".join(lines))
    else:
        text = path.read_text(encoding="utf-8").replace("\f", "\n")
    pages, page, size, total = [], [], 0, 0
    for line in text.split("\n"):
        page.append(line + "\n")
        size += len(line.encode()) + 1
        if size >= 4000:
            pages.append("".join(page))
            total += size
            page, size = [], 0
            if total >= limit:
                return pages
    return pages + ["".join(page)] if page else pages


def surfaces(peer):
    """Every surface of the lists once, with the kind that comes first; without the parentheses that tell homonyms apart."""
    out = subprocess.run([peer, "--surfaces"], check=True, stdout=subprocess.PIPE, text=True).stdout
    names = {}
    for line in out.splitlines():
        kind, surface = line.split("\t")
        names.setdefault(surface.split(" (")[0], kind)
    return names


def ready(name, start):
    print(f"{name} ready in {time.thread_time() - start:.1f} s")


def with_flashtext(names, pages):
    start = time.thread_time()
    keywords = flashtext.KeywordProcessor(case_sensitive=True)
    arabic = (chr(code) for code in range(0x0620, 0x06D4))
    keywords.set_non_word_boundaries({*string.ascii_letters, *string.digits, "_", *arabic})
    for surface, kind in names.items():
        keywords.add_keyword(surface, (kind, surface))
    ready("flashtext", start)

    def run():
        start = time.thread_time()
        found = sum(len(keywords.extract_keywords(page)) for page in pages)
        return time.thread_time() - start, found

    return run


def with_spacy(names, pages):
    start = time.thread_time()
    pipeline = spacy.blank("ar")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": LABELS[kind], "pattern": surface} for surface, kind in names.items()])
    ready("spaCy", start)

    def run():
        start = time.thread_time()
        found = sum(len(document.ents) for document in pipeline.pipe(pages))
        return time.thread_time() - start, found

    return run


def with_khabar(peer, name):
    def run():
        peer.stdin.write(name + "\n")
        peer.stdin.flush()
        seconds, found = peer.stdout.readline().split("\t")
        return float(seconds), int(found)

    return run


if __name__ == "__main__":
    main()
