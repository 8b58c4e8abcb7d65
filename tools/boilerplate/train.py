#!/usr/bin/env python3
"""Trains the points table of the boilerplate detector.

usage: train.py [--prior TSV] [--epochs N] [--without SITE]... [--share S] [--out TSV] PAGES...

An averaged structured perceptron over the features that the crate itself reports, with a margin: the best wrong sequence
of kinds is pushed below the right one. It begins at the table of hand-set points (prior.tsv) and is drawn back to it
after every epoch, so that a feature no page speaks of keeps what a reader would say of it. PAGES are folders or TOML
files, see pages.py. Whole numbers come out, the same on every machine.
"""
import argparse
import random

import pages as P

BODY = P.NUMBER["body"]
TITLE = P.NUMBER["title"]
# What a wrong kind costs, in points: to call body boilerplate, or boilerplate body, more than to mix up two kinds.
MARGIN, MARGIN_BODY = 4.0, 8.0


def importance(pages, share):
    """How much a page's lines count: long pages and sites with many pages do not drown the others. `share` is the
    weight of pages from TOML files and generators beside that of folders of collected pages."""
    of_site = {}
    for page in pages:
        of_site[page.site] = of_site.get(page.site, 0) + 1
    out = []
    for page in pages:
        known = sum(kind is not None for _, kind in page.lines)
        own = share.get(page.group, 1.0)
        out.append(own * (25.0 / max(known, 1)) ** 0.5 / of_site[page.site] ** 0.5)
    return out


# What a page of a generator counts beside a collected one.
SYNTHETIC = 0.3


def train(pages, prior, epochs=30, rate=0.6, back=0.15, share=None):
    """Weights as whole numbers, {(feature, kind): points}."""
    pages = [page for page in pages if page.lines]
    weigh = importance(pages, share or {"synthetic": SYNTHETIC})
    model, start = P.Model(prior), P.Model(prior)
    total, steps = {}, 0
    order = list(range(len(pages)))
    rng = random.Random(1)
    for epoch in range(epochs):
        rng.shuffle(order)
        step = rate / (1 + epoch * 0.5)
        for n in order:
            page = pages[n]
            gold = [kind for _, kind in page.lines]
            points = [model.points(features) for features, _ in page.lines]
            for own, kind in zip(points, gold):
                for k in range(len(own)):
                    if kind is None or k == kind:
                        continue
                    own[k] += MARGIN_BODY if BODY in (k, kind) else MARGIN
            found = model.decode(points)
            size = step * weigh[n]
            for at, ((features, kind), other) in enumerate(zip(page.lines, found)):
                if kind is None:
                    continue
                if kind != other:
                    for feature in features:
                        row = model.row(feature)
                        row[kind] += size
                        row[other] -= size
                if at and gold[at - 1] is not None:
                    was, old = gold[at - 1], found[at - 1]
                    if (was, kind) != (old, other):
                        model.row("after=" + P.KINDS[was])[kind] += size * 0.5
                        model.row("after=" + P.KINDS[old])[other] -= size * 0.5
        for feature, row in model.rows.items():
            for k, points in enumerate(start.row(feature)):
                row[k] += back * (points - row[k])
        if epoch * 2 >= epochs:
            steps += 1
            for feature, row in model.rows.items():
                kept = total.setdefault(feature, [0.0] * len(row))
                for k, points in enumerate(row):
                    kept[k] += points
    weights = {}
    for feature, row in total.items():
        for k, points in enumerate(row):
            weights[feature, k] = round(points / steps)
    return weights


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pages", nargs="+")
    ap.add_argument("--prior", default=str(P.ROOT / "tools/boilerplate/prior.tsv"))
    ap.add_argument("--epochs", type=int, default=30)
    ap.add_argument("--without", action="append", default=[], help="a site to leave out")
    ap.add_argument("--out", default=str(P.ROOT / "data/boilerplate/weights.tsv"))
    a = ap.parse_args()
    pages = [page for page in P.load(a.pages) if page.site not in a.without]
    P.observe(pages)
    weights = train(pages, P.read_weights(a.prior), a.epochs)
    command = "python3 tools/boilerplate/train.py LABELLED target/synthetic tests/data/site_pages.toml tests/data/boilerplate.toml"
    header = ["# feature\tkind\tpoints",
              "# DO NOT EDIT: written by " + command + "; edit tools/boilerplate/prior.tsv and train again.",
              "# points: whole numbers; positive speaks for the kind, negative against it. after=KIND: the line before is of that kind.",
              "# Source: hand-set points of tools/boilerplate/prior.tsv, trained on labelled pages. Licence: MIT OR Apache-2.0."]
    P.write_weights(a.out, weights, header)


if __name__ == "__main__":
    main()
