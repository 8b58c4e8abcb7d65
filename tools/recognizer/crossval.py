#!/usr/bin/env python3
"""Cross-validate the trained table of the recognizer through `annotate --recognizer-weights`.

usage: crossval.py --eval DIR --dev DIR [--folds 1,2,..] [--pages N] [--trainer FILE] [--annotate FILE] [--tables DIR]
       -- TRAINING OPTIONS

DIR of --eval holds conll.py and pages.py, that of --dev anercorp_train.conll, pages-entities.tsv and boilerplate/. For every fold
of ten contiguous ones the weights are estimated from the other nine and everything else; for every page from everything but the
pages of its group (every N-th site). A table that stands in the DIR of --tables already is not estimated again: for changes to what
happens after it. Printed are the figures of every fold, their mean, and those of the pages together. Build first:
    cargo build --release --example annotate
    cargo build --release --manifest-path tools/recognizer/Cargo.toml
Standard library only.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE, text=True).stdout


def built(package, program):
    """Where cargo puts a program of a package."""
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / package / "target") / "release" / program


def parser(doc):
    """The options that every script of this kind has."""
    options = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--eval", required=True, type=pathlib.Path)
    options.add_argument("--dev", required=True, type=pathlib.Path)
    options.add_argument("--folds", default="1,2,3,4,5,6,7,8,9,10")
    options.add_argument("--pages", type=int, default=7)
    options.add_argument("--trainer", default=built("tools/recognizer", "khabar-recognizer-training"))
    options.add_argument("--annotate", default=built("", "examples/annotate"))
    options.add_argument("--tables", type=pathlib.Path)
    options.add_argument("training", nargs="*")
    return options


class Sets:
    """The folds and the pages, read with tables that were estimated without what is read."""

    def __init__(self, args, temp, training, tables):
        """`training`: the options of the trainer; without any, nothing is estimated, and the readers get no table."""
        self.args, self.temp, self.training, self.tables = args, temp, training, tables
        self.gold = args.dev / "anercorp_train.conll"
        self.docs = args.dev / "boilerplate/docs"
        rows = (args.dev / "pages-entities.tsv").read_text(encoding="utf-8").splitlines()[1:]
        self.names = sorted({row.split("\t")[0] for row in rows})
        split = (args.dev / "boilerplate/split.tsv").read_text(encoding="utf-8").splitlines()[1:]
        site = dict(row.split("\t")[:2] for row in split)
        sites = sorted({site.get(name, name) for name in self.names})
        self.group_of = {name: sites.index(site.get(name, name)) % args.pages for name in self.names}
        self.numbers = [int(n) for n in args.folds.split(",") if n]

    def table(self, name, source, without):
        if not self.training:
            return None
        # Of a source that is not trained on nothing can be left out.
        table = self.tables / f"{name if source in self.training else 'all'}.tsv"
        if not table.exists():
            self.tables.mkdir(parents=True, exist_ok=True)
            # Never half a table, should the run be broken off.
            part = self.tables / f"{name}.part"
            command = [self.args.trainer, *self.training, "--without", ",".join(without), "--out", part]
            done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
            if done.returncode:
                sys.exit(done.stderr)
            part.replace(table)
        return table

    def fold(self, number, read):
        table = self.table(f"fold{number}", "--conll", [str(number)])
        text = self.temp / f"fold{number}.txt"
        conll = [sys.executable, self.args.eval / "conll.py", self.gold]
        text.write_text(run(*conll, "--text", "--fold", f"{number}/10"), encoding="utf-8")
        found = self.temp / f"fold{number}.jsonl"
        found.write_text(read(table, "--lines", text), encoding="utf-8")
        return json.loads(run(*conll, found, "--fold", f"{number}/10", "--json"))

    def group(self, number, read):
        group = [name for name in self.names if self.group_of[name] == number]
        table = self.table(f"pages{number}", "--pages", [f"page{name}" for name in group])
        return read(table, *[self.docs / f"{name}.txt" for name in group])

    def read(self, read):
        """The figures of every fold and what is found on the pages; `read` gives it for a table and the paths after it."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            figures = list(pool.map(lambda number: self.fold(number, read), self.numbers))
            found = "".join(pool.map(lambda number: self.group(number, read), range(self.args.pages)))
        return figures, found

    def score(self, found, *options):
        """What pages.py says of what was found on the pages."""
        path = self.temp / "pages.jsonl"
        path.write_text(found, encoding="utf-8")
        table = self.args.dev / "pages-entities.tsv"
        return run(sys.executable, self.args.eval / "pages.py", table, self.args.dev / "boilerplate", path, *options)


def annotate(args):
    """Reads with the table as the example does, pages whole."""
    return lambda table, *rest: run(args.annotate, "--recognizer-weights", table, *rest)


def mean(figures, table, kind, what):
    return sum(figure[table][kind][what] for figure in figures) / len(figures)


def main():
    args = parser(__doc__).parse_args()
    temp = pathlib.Path(tempfile.mkdtemp())
    sets = Sets(args, temp, args.training, args.tables or temp)
    figures, found = sets.read(annotate(args))
    for number, figure in zip(sets.numbers, figures):
        exact = figure["exact"]
        kinds = "  ".join(f"{kind} {exact[kind]['F1']:.1f}" for kind in ("PER", "LOC", "ORG"))
        print(f"fold {number:2}: exact {exact['micro']['F1']:.1f}  {kinds}  overlap {figure['overlap']['micro']['F1']:.1f}")
    if figures:
        kinds = "  ".join(f"{kind} {mean(figures, 'exact', kind, 'F1'):.2f}" for kind in ("PER", "LOC", "ORG"))
        print(f"mean: exact {mean(figures, 'exact', 'micro', 'F1'):.2f} (P {mean(figures, 'exact', 'micro', 'P'):.2f} R "
              f"{mean(figures, 'exact', 'micro', 'R'):.2f})  {kinds}  overlap {mean(figures, 'overlap', 'micro', 'F1'):.2f}")
    if found:
        print(sets.score(found), end="")
        for seed in ("seed1", "seed2"):
            print(seed, sets.score(found, "--only", seed, "--scope", "all").splitlines()[-1])
        print(f"# {temp / 'pages.jsonl'}")


if __name__ == "__main__":
    main()
