#!/usr/bin/env bash
# python-docx 1.2.0 (PyPI), beside mammoth 1.13.0 (PyPI), on a paragraph with a tracked change and an inserted symbol.
#
# Word writes a sign taken from its Insert Symbol window as `w:sym`, with the place of the sign in the font Symbol, and a
# tracked change as the old text in `w:del` beside the new one in `w:ins`.
#
# One would guess: `paragraph.text` is the text before the change or the one after it. Seen: it is neither, since the deleted
# and the inserted number are both missing: `Lowered from 500 to  mg.` The micro sign is missing too: 50 µg read as 50 g, with
# nothing to show that a sign stood there. mammoth gives the sign, and the text as it reads after the change.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0
"$folder/venv/bin/python" - "$folder/draft.docx" <<'PYTHON'
import sys
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

paragraphs = [
    '<w:r><w:t xml:space="preserve">Start with 50 </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>'
    "<w:r><w:t>g daily.</w:t></w:r>",
    '<w:r><w:t xml:space="preserve">Lowered from 500 to </w:t></w:r>'
    '<w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>25</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>250</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> mg.</w:t></w:r>',
]
document = docx.Document()
for inner in paragraphs:
    document.add_paragraph()._p.extend(parse_xml(f'<w:p {nsdecls("w")}>{inner}</w:p>'))
document.save(sys.argv[1])

seen = [paragraph.text for paragraph in docx.Document(sys.argv[1]).paragraphs]
print("python-docx:", seen)
assert seen == ["Start with 50 g daily.", "Lowered from 500 to  mg."], "this has changed"
with open(sys.argv[1], "rb") as file:
    seen = mammoth.extract_raw_text(file).value.split("\n\n")[:2]
print("mammoth:", seen)
assert seen == ["Start with 50 \u03bcg daily.", "Lowered from 500 to 250 mg."], "this has changed"
PYTHON
