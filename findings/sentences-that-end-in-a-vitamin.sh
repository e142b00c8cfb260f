#!/usr/bin/env bash
# pysbd 0.3.4 (PyPI), sbd 1.0.19 and sentence-splitter 5.0.1 (npm) on sentences that end in one letter.
#
# Readability, duplicate and claim checks of text about nutrition stand on a splitter of sentences. One would guess: three
# libraries with three sets of rules differ where a letter may be somebody's initial. Seen: all three take a capital
# letter with a stop for an initial before words such as “it” and “the”: a sentence that ends in a vitamin or in a hepatitis
# goes on in the next one. “Many lack vitamin D. It is cheap.” is one sentence to each of them; a figure (“B12.”) ends one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysbd==0.3.4
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import pysbd

splitter = pysbd.Segmenter(language="en", clean=False)
texts = ["Many lack vitamin D. It is cheap.", "Hepatitis C. The virus is rare.", "Many lack vitamin B12. It is cheap."]
seen = [len(splitter.segment(text)) for text in texts]
print("pysbd:", seen)
assert seen == [1, 1, 2], "this has changed"
PYTHON
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . sbd@1.0.19 sentence-splitter@5.0.1
cat >seen.mjs <<'NODE'
import assert from "node:assert";
import sbd from "sbd";
import { split } from "sentence-splitter";
const texts = ["Many lack vitamin D. It is cheap.", "Hepatitis C. The virus is rare.", "Many lack vitamin B12. It is cheap."];
const sentences = (text) => split(text).filter((node) => node.type === "Sentence");
const seen = { sbd: texts.map((text) => sbd.sentences(text).length), splitter: texts.map((text) => sentences(text).length) };
console.log(seen);
assert.deepStrictEqual(seen, { sbd: [1, 1, 2], splitter: [1, 1, 2] }, "this has changed");
NODE
node seen.mjs
