#!/usr/bin/env python3
"""What each stage of the recognizer adds, and each source of its trained table, on the folds of ANERcorp and on the pages.

usage: ablation.py --eval DIR --dev DIR [--drop NAME=TEMPLATE,..]... [--folds 1,2,..] [--pages N] [--tables DIR]
       [--trainer FILE] [--annotate FILE] [--levels FILE] [--no-build] -- TRAINING OPTIONS

Builds what it runs, unless told not to, and prints a Markdown table of F1, exact and overlap: the mean over the folds in percent,
and all pages together. Every table is estimated without what it reads, as crossval.py says, whose options are meant as there.
From the row of points on the lists are read in context; up to the trained table every block is read alone, below that the page
whole. A line of ANERcorp is a text of its own throughout, so that the page's memory can add nothing there. Then the training goes
without one source at a time, and with --drop without the features of these templates (counted from 0 in `src/recognize/feature.rs`).
In the DIR of --tables are those of the whole as crossval.py keeps them, and below it those of the other rows; take another DIR
when texts, features or options are others.
"""
import json
import pathlib
import subprocess
import tempfile

import crossval
from crossval import ROOT, Sets, mean, run

# Name in the table, option of the trainer.
SOURCES = [("own sentences", "--own"), ("ANERcorp", "--conll"), ("pages", "--pages")]


def without(training, option):
    """The options of the trainer without one and what belongs to it; `None` if it is not among them."""
    if option not in training:
        return None
    at = training.index(option)
    end = next((n for n in range(at + 1, len(training)) if training[n].startswith("--")), len(training))
    return training[:at] + training[end:]


def main():
    options = crossval.parser(__doc__)
    options.add_argument("--drop", action="append", default=[])
    options.add_argument("--levels", default=crossval.built("tools/recognizer", "levels"))
    options.add_argument("--no-build", action="store_true")
    args = options.parse_args()
    if not args.training:
        options.error("no training options")
    drops = [drop.rpartition("=") for drop in args.drop]
    if not all(name for name, _, _ in drops):
        options.error("--drop NAME=TEMPLATE,..")
    if not args.no_build:
        cargo = ["cargo", "build", "--quiet", "--release"]
        subprocess.run([*cargo, "--example", "annotate"], cwd=ROOT, check=True)
        subprocess.run([*cargo, "--manifest-path", "tools/recognizer/Cargo.toml"], cwd=ROOT, check=True)

    level = lambda name="": lambda table, *rest: run(args.levels, table or name, *rest)
    whole = crossval.annotate(args)
    stages = [
        ("lists, without clitics", level("lists"), [], ""),
        ("+ ambiguity", level("unambiguous"), [], ""),
        ("+ clitics", level("clitics"), [], ""),
        ("+ points", level(ROOT / "data/recognizer/weights.tsv"), [], ""),
        ("+ trained table", level(), args.training, ""),
        ("+ memory of the page (all)", whole, args.training, ""),
    ]
    for name, option in SOURCES:
        training = without(args.training, option)
        # Of nothing no table is made.
        if training is not None and any(option in training for _, option in SOURCES):
            stages.append((f"all, − {name}", whole, training, f"without{option}"))
    for name, _, templates in drops:
        training = [*args.training, "--drop", templates]
        stages.append((f"all, − {name}", whole, training, f"without-templates-{templates}"))

    with tempfile.TemporaryDirectory() as temp:
        temp = pathlib.Path(temp)
        tables = args.tables or temp / "tables"
        print("| stage | ANERcorp exact | overlap | pages exact | overlap |\n|---|---|---|---|---|", flush=True)
        for name, read, training, folder in stages:
            sets = Sets(args, temp, training, tables / folder)
            figures, found = sets.read(read)
            corpus = [f"{mean(figures, how, 'micro', 'F1'):.1f}" if figures else "" for how in ("exact", "overlap")]
            scores = json.loads(sets.score(found, "--json")) if found else {}
            pages = [f"{scores[how][2]:.3f}" if found else "" for how in ("exact", "overlap")]
            print("|", " | ".join([name, *corpus, *pages]), "|", flush=True)


if __name__ == "__main__":
    main()
