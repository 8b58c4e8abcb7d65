#!/usr/bin/env python3
"""Leaves one site out: trains without it, and runs the crate with those weights on its pages.

usage: crossval.py --score SCRIPT [--folds N] [--families] [--extra PAGES]... [--detail] FOLDER

Each fold leaves out the pages of one site (or, with --folds, of several; with --families, of the template families in the
third column of split.tsv), trains on the others and on --extra pages, and
annotates the left-out pages with `annotate --detector-weights`. SCRIPT scores the predictions of all folds together:
`SCRIPT FOLDER PREDICTIONS.jsonl`. Without page logic the same weights are used line by line and decoded here.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor

import pages as P
import train as T


def fold_of(job):
    key, parts, pages, prior, options = job
    return T.train([page for page in pages if getattr(page, key) not in parts], prior, **options)


def plain(page, weights):
    """Blocks by points and sequence alone: no title or article logic."""
    model = P.Model(weights)
    if not page.lines:
        return []
    kinds = model.decode([model.points(features) for features, _ in page.lines])
    return [{"start": s, "end": e, "kind": P.KINDS[k], "article": 1 if k in (T.BODY, T.TITLE) else None}
            for (s, e), k in zip(page.spans, kinds)]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder")
    ap.add_argument("--score", required=True)
    ap.add_argument("--extra", action="append", default=[])
    ap.add_argument("--folds", type=int)
    ap.add_argument("--families", action="store_true")
    ap.add_argument("--set", action="append", default=[], help="a parameter of training, NAME=NUMBER")
    ap.add_argument("--epochs", type=int, default=30)
    ap.add_argument("--prior", default=str(P.ROOT / "tools/boilerplate/prior.tsv"))
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--out", default="target/crossval.jsonl")
    ap.add_argument("--detail", action="store_true")
    a = ap.parse_args()
    dev, extra = P.load([a.folder]), P.load(a.extra)
    P.observe(dev + extra)
    prior = P.read_weights(a.prior)
    key = "family" if a.families else "site"
    options = {name: float(value) for name, value in (pair.split("=") for pair in a.set)}
    options["epochs"] = a.epochs
    sites = sorted({getattr(page, key) for page in dev})
    parts = [sites[n::a.folds] for n in range(a.folds)] if a.folds else [[site] for site in sites]
    with ProcessPoolExecutor(a.jobs) as pool:
        tables = list(pool.map(fold_of, [(key, set(part), dev + extra, prior, options) for part in parts]))
    out, lone = [], []
    docs = pathlib.Path(a.folder) / "docs"
    for part, weights in zip(parts, tables):
        with tempfile.NamedTemporaryFile("w", suffix=".tsv") as table:
            P.write_weights(table.name, weights, [])
            held = [page for page in dev if getattr(page, key) in part]
            paths = [docs / (page.name + ".txt") for page in held]
            out += P.example("annotate", paths, "--detector-weights", table.name)
        for page in held:
            lone.append({"path": str(docs / (page.name + ".txt")), "blocks": plain(page, weights)})
    for name, predictions in (("with page logic", out), ("without page logic", lone)):
        path = pathlib.Path(a.out).with_suffix("" if predictions is out else ".plain.jsonl")
        path = pathlib.Path(a.out) if predictions is out else path
        path.write_text("".join(json.dumps(page) + "\n" for page in predictions))
        options = ["--per-doc"] if a.detail and predictions is out else []
        scored = subprocess.run([sys.executable, a.score, a.folder, str(path), *options], capture_output=True, text=True)
        print(name, scored.stdout or scored.stderr, sep="\n")
    empty = [page for page in dev if not page.has_body()]
    body = lambda rows: {pathlib.Path(r["path"]).stem for r in rows if any(b["kind"] == "body" and b["article"] for b in r["blocks"])}
    wrong = [page.name for page in empty if page.name in body(out)]
    print(f"pages without an article: {len(empty)}, left empty: {len(empty) - len(wrong)}; with a body: {wrong}")


if __name__ == "__main__":
    main()
