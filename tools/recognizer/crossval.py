#!/usr/bin/env python3
"""Cross-validate the trained table of the recognizer through `annotate --recognizer-weights`.

usage: crossval.py --eval DIR --dev DIR [--folds 1,2,..] [--pages N] [--trainer FILE] [--annotate FILE] [--tables DIR]
       -- TRAINING OPTIONS

DIR of --eval holds conll.py and pages.py, that of --dev anercorp_train.conll, pages-entities.tsv and boilerplate/. For every fold
of ten contiguous ones the weights are estimated from the other nine and everything else; for every page from everything but the
pages of its group (every N-th). A table that stands in the DIR of --tables already is not estimated again: for changes to what
happens after it. Printed are the figures of every fold, their mean, and those of the pages together. Build first:
    cargo build --release --example annotate
    cargo build --release --manifest-path tools/recognizer/Cargo.toml
Standard library only.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*command):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE, text=True).stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=pathlib.Path)
    parser.add_argument("--dev", required=True, type=pathlib.Path)
    parser.add_argument("--folds", default="1,2,3,4,5,6,7,8,9,10")
    parser.add_argument("--pages", type=int, default=7)
    parser.add_argument("--trainer", default=ROOT / "tools/recognizer/target/release/khabar-recognizer-training")
    parser.add_argument("--annotate", default=ROOT / "target/release/examples/annotate")
    parser.add_argument("--tables", type=pathlib.Path)
    parser.add_argument("training", nargs="*")
    args = parser.parse_args()
    gold = args.dev / "anercorp_train.conll"
    docs = args.dev / "boilerplate/docs"
    rows = (args.dev / "pages-entities.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = sorted({row.split("\t")[0] for row in rows})
    temp = pathlib.Path(tempfile.mkdtemp())
    tables = args.tables or temp
    tables.mkdir(parents=True, exist_ok=True)

    def trained(name, without):
        table = tables / f"{name}.tsv"
        if not table.exists():
            subprocess.run([args.trainer, *args.training, "--without", ",".join(without), "--out", table], check=True,
                           stderr=subprocess.DEVNULL)
        return table

    def fold(number):
        table = trained(f"fold{number}", [str(number)])
        text = temp / f"fold{number}.txt"
        text.write_text(run(sys.executable, args.eval / "conll.py", gold, "--text", "--fold", f"{number}/10"), encoding="utf-8")
        found = temp / f"fold{number}.jsonl"
        found.write_text(run(args.annotate, "--lines", "--recognizer-weights", table, text), encoding="utf-8")
        return json.loads(run(sys.executable, args.eval / "conll.py", gold, found, "--fold", f"{number}/10", "--json"))

    def pages(number):
        group = names[number::args.pages]
        table = trained(f"pages{number}", [f"page{name}" for name in group])
        return run(args.annotate, "--recognizer-weights", table, *[docs / f"{name}.txt" for name in group])

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        numbers = [int(n) for n in args.folds.split(",") if n]
        figures = list(pool.map(fold, numbers))
        found = "".join(pool.map(pages, range(args.pages)))
    for number, figure in zip(numbers, figures):
        exact = figure["exact"]
        kinds = "  ".join(f"{kind} {exact[kind]['F1']:.1f}" for kind in ("PER", "LOC", "ORG"))
        print(f"fold {number:2}: exact {exact['micro']['F1']:.1f}  {kinds}  overlap {figure['overlap']['micro']['F1']:.1f}")
    if figures:
        mean = lambda table, kind, what: sum(f[table][kind][what] for f in figures) / len(figures)
        kinds = "  ".join(f"{kind} {mean('exact', kind, 'F1'):.2f}" for kind in ("PER", "LOC", "ORG"))
        print(f"mean: exact {mean('exact', 'micro', 'F1'):.2f} (P {mean('exact', 'micro', 'P'):.2f} R "
              f"{mean('exact', 'micro', 'R'):.2f})  {kinds}  overlap {mean('overlap', 'micro', 'F1'):.2f}")
    if found:
        path = temp / "pages.jsonl"
        path.write_text(found, encoding="utf-8")
        table = args.dev / "pages-entities.tsv"
        score = [sys.executable, args.eval / "pages.py", table, args.dev / "boilerplate", path]
        print(run(*score), end="")
        for seed in ("seed1", "seed2"):
            print(seed, run(*score, "--only", seed, "--scope", "all").splitlines()[-1])
        print(f"# {path}")


if __name__ == "__main__":
    main()
