"""Labelled pages, their lines seen as the crate sees them, and tables of weights.

A folder of pages holds docs/NAME.txt, labels/NAME.tsv (line number, label, any columns) and split.tsv (name, site). A TOML
file holds [[page]] tables with `name` and `text`, each line of the text `label| text`, as tests/data has them; a name
that ends in a number in brackets or after a hyphen belongs to the family before it.
Everything about features comes from the crate itself, through `cargo run --example line_features`.
"""
import json
import pathlib
import re
import subprocess
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = ["title", "body", "byline", "date", "source", "caption", "tags", "read_more", "related", "navigation",
         "share", "comments", "legal", "promo", "other"]
NUMBER = {kind: n for n, kind in enumerate(KINDS)}


class Page:
    """A page: its text, the site it comes from, and for each labelled line (start, end, kind), offsets in bytes."""

    def __init__(self, name, site, text, labels, group):
        self.name, self.site, self.text, self.group = name, site, text, group
        self.labels, self.family = labels, site
        self.lines = []  # (features, kind or None), filled by `observe`

    def has_body(self):
        return any(kind == NUMBER["body"] for _, _, kind in self.labels)


def _kind(label):
    """A label's kind; a number after it names the article. The second article is none of the main one's."""
    label = label.replace("_boilerplate", "")
    name = label.rstrip("0123456789 ")
    number = label[len(name):].strip()
    if name in ("body", "title") and number not in ("", "1"):
        return NUMBER["related"]
    return NUMBER[name]


def from_folder(folder):
    folder = pathlib.Path(folder)
    rows = [line.split("\t") for line in (folder / "split.tsv").read_text().splitlines()]
    sites = {row[0]: (row[1], row[2]) for row in rows}
    pages = []
    for path in sorted((folder / "labels").glob("*.tsv")):
        text = (folder / "docs" / (path.stem + ".txt")).read_bytes().decode()
        starts, at = [], 0
        for line in text.split("\n"):
            starts.append((at, at + len(line.encode())))
            at = starts[-1][1] + 1
        labels = []
        for row in path.read_text().splitlines():
            cells = row.split("\t")
            if cells[0].isdigit():
                labels.append((*starts[int(cells[0]) - 1], _kind(cells[1])))
        site, family = sites.get(path.stem, (path.stem, path.stem))
        pages.append(Page(path.stem, site, text, labels, folder.name))
        pages[-1].family = family
    return pages


def from_toml(path):
    path = pathlib.Path(path)
    pages = []
    for row in tomllib.loads(path.read_text())["page"]:
        lines, labels, at = [], [], 0
        for line in row["text"].split("\n"):
            label, bar, rest = line.partition("|")
            if bar and re.fullmatch(r"[a-z_]+ ?[0-9]*", label):
                rest = rest.removeprefix(" ")
                labels.append((at, at + len(rest.encode()), _kind(label)))
            else:
                rest = line
            lines.append(rest)
            at += len(rest.encode()) + 1
        site = row.get("family", row["name"])
        pages.append(Page(row["name"], site, "\n".join(lines), labels, path.stem))
    return pages


def load(paths):
    pages = []
    for path in paths:
        path = pathlib.Path(path)
        pages += from_folder(path) if path.is_dir() else from_toml(path)
    return pages


def example(name, paths, *options):
    """Output of an example of the crate on files, a JSON object a page."""
    command = ["cargo", "run", "-q", "--release", "--example", name, "--", *options, *map(str, paths)]
    out = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def observe(pages):
    """Fills the lines of pages with what the crate sees."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, page in enumerate(pages):
            paths.append(pathlib.Path(folder) / f"{n}.txt")
            paths[-1].write_bytes(page.text.encode())
        for page, seen in zip(pages, example("line_features", paths)):
            labels = {start: (end, kind) for start, end, kind in page.labels}
            ordered = sorted(labels.items())
            page.lines, page.spans, at = [], [], 0
            for line in seen["lines"]:
                while at < len(ordered) and ordered[at][1][0] <= line["start"]:
                    at += 1
                inside = at < len(ordered) and ordered[at][0] <= line["start"]
                page.spans.append((line["start"], line["end"]))
                page.lines.append((line["features"], ordered[at][1][1] if inside else None))


def read_weights(path):
    """{(feature, kind number): points}"""
    weights = {}
    for line in pathlib.Path(path).read_text().splitlines():
        if not line.startswith("#"):
            feature, kind, points = line.split("\t")
            weights[feature, NUMBER[kind]] = int(points)
    return weights


def write_weights(path, weights, header):
    rows = [f"{feature}\t{KINDS[kind]}\t{points}" for (feature, kind), points in weights.items() if points]
    pathlib.Path(path).write_text("\n".join(header + sorted(rows)) + "\n")


class Model:
    """A points table in the shape that sums and decodes fast. Not integers while it is trained."""

    def __init__(self, weights=None):
        self.rows = {}
        for (feature, kind), points in (weights or {}).items():
            self.row(feature)[kind] = float(points)

    def row(self, feature):
        row = self.rows.get(feature)
        if row is None:
            row = self.rows[feature] = [0.0] * len(KINDS)
        return row

    def points(self, features):
        return list(map(sum, zip(*map(self.row, features))))

    def before(self):
        """For each kind, the points of coming after each other kind."""
        return list(zip(*(self.row("after=" + kind) for kind in KINDS)))

    def decode(self, lines):
        """The best sequence of kinds for lists of points, one a line (Viterbi). Ties go to the earlier kind."""
        before = self.before()
        score, back = lines[0], []
        for own in lines[1:]:
            best, came = [], []
            for column, points in zip(before, own):
                sums = [a + b for a, b in zip(score, column)]
                top = max(sums)
                best.append(top + points)
                came.append(sums.index(top))
            back.append(came)
            score = best
        kinds = [score.index(max(score))]
        for came in reversed(back):
            kinds.append(came[kinds[-1]])
        return kinds[::-1]
