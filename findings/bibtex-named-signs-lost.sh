#!/usr/bin/env bash
# bibtexparser 2.0.0b8 with pylatexenc 2.11, and pandoc 3.9 in pypandoc_binary 1.17 (all PyPI), on signs that BibTeX names.
#
# Zotero writes `<` as {\textless} in BibTeX and, where the file is not to be UTF-8, a middle dot (The Lancet's decimal point)
# as {\textperiodcentered} and a plus-minus sign as {\textpm}.
#
# One would guess: a reader gives the sign, or leaves the command standing where it does not know it. Seen: each has some that
# it drops without a word, and not the same ones. Of one title, bibtexparser gives `10 mg/L` for `<10 mg/L`, and pandoc
# `25 mg` for `2·5 mg`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    bibtexparser==2.0.0b8 pylatexenc==2.11 pypandoc_binary==1.17
"$folder/venv/bin/python" - <<'PYTHON'
import json
import bibtexparser
import pypandoc
from bibtexparser.middlewares import LatexDecodingMiddleware

text = r"""@article{kern,
 author = {Kern, Nils},
 title = {{Tea 2{\textperiodcentered}5 mg at {\textless}10 mg/L for 6{\textpm}1 days}},
 year = {2018},
}"""
library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
seen = {
    "bibtexparser": library.entries[0]["title"],
    "pandoc": json.loads(pypandoc.convert_text(text, "csljson", format="bibtex"))[0]["title"],
}
print(seen)
before = {
    "bibtexparser": "Tea 2\u02d95 mg at 10 mg/L for 6\u00b11 days",
    "pandoc": "Tea 25 mg at <10 mg/L for 61 days",
}
assert seen == before, "this has changed"
PYTHON
