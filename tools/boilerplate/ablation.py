#!/usr/bin/env python3
"""What each stage of the detector adds, on labelled pages.

usage: ablation.py --score SCRIPT [--weights TSV] FOLDER

Prints a table: everything kept, the C4 rule with Arabic marks, cues only, + points (line by line), + decoder, + page logic,
+ store (lines that other pages of the same site repeat). SCRIPT scores `SCRIPT FOLDER PREDICTIONS.jsonl --json`.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import pages as P

BODY, TITLE, OTHER = P.NUMBER["body"], P.NUMBER["title"], P.NUMBER["other"]
STOPS = tuple(".!?؟\"”»…")


def by_cue(features):
    """The kind of the cue that speaks for a line; body without one."""
    for group in ("hard=", "soft_whole=", "inner_hard="):
        for feature in features:
            if feature.startswith(group):
                return P.NUMBER[feature.removeprefix(group)]
    return BODY


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder")
    ap.add_argument("--score", required=True)
    ap.add_argument("--weights", default=str(P.ROOT / "data/boilerplate/weights.tsv"))
    ap.add_argument("--out", default="target/ablation.jsonl")
    a = ap.parse_args()
    pages = P.load([a.folder])
    P.observe(pages)
    model = P.Model(P.read_weights(a.weights))
    docs = pathlib.Path(a.folder) / "docs"
    name = lambda page: str(docs / (page.name + ".txt"))

    def row(kinds):
        out = []
        for page in pages:
            raw = page.text.encode()
            found = kinds(page, [raw[s:e].decode() for s, e in page.spans]) if page.lines else []
            blocks = [{"start": s, "end": e, "kind": P.KINDS[k], "article": 1 if k in (BODY, TITLE) else None}
                      for (s, e), k in zip(page.spans, found)]
            out.append({"path": name(page), "blocks": blocks})
        return out

    points = lambda page: [model.points(features) for features, _ in page.lines]
    best = lambda own: own.index(max(own))
    c4 = lambda line: BODY if line.endswith(STOPS) and len(line.split()) >= 5 else OTHER
    stages = [
        ("keep all", row(lambda page, lines: [BODY] * len(lines))),
        ("C4 rule, Arabic marks", row(lambda page, lines: [c4(line) for line in lines])),
        ("cues only", row(lambda page, lines: [by_cue(features) for features, _ in page.lines])),
        ("+ points", row(lambda page, lines: [best(own) for own in points(page)])),
        ("+ decoder", row(lambda page, lines: model.decode(points(page)))),
        ("+ page logic", P.example("annotate", [name(p) for p in pages], "--detector-weights", a.weights)),
    ]
    sites = {}
    for page in pages:
        sites.setdefault(page.site, []).append(name(page))
    stored = []
    for paths in sites.values():
        stored += P.example("site_pages", ["--weights", a.weights, *paths])
    stages.append(("+ store", stored))
    columns = ["body_f1", "body_recall", "clean_loss", "line_acc", "kind_f1", "title_found"]
    print("stage".ljust(24), *columns)
    for stage, predictions in stages:
        path = pathlib.Path(a.out)
        path.write_text("".join(json.dumps(page) + "\n" for page in predictions))
        scored = subprocess.run([sys.executable, a.score, a.folder, str(path), "--json"], check=True,
                                stdout=subprocess.PIPE, text=True).stdout
        result = json.loads(scored)
        print(stage.ljust(24), *(f"{result[column]:.3f}".rjust(len(column)) for column in columns))


if __name__ == "__main__":
    main()
