#!/usr/bin/env bash
# pysbd 0.3.4 (PyPI) and sbd 1.0.19 (npm), which split text into sentences, on sentences that end in one letter.
#
# Readability, repetition and claims in text about nutrition are counted by sentences. One would guess: a letter with a stop
# is an initial where a name stands about it, and ends the sentence after a word such as “vitamin”. Seen: it never ends one
# for either of them, so that “Take vitamin A. Do not take vitamin E.” is one sentence, and what is said of the one vitamin
# is said of the other; a figure (“vitamin B12.”) ends one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysbd==0.3.4
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import pysbd

splitter = pysbd.Segmenter(language="en", clean=False)
texts = [
    "Take vitamin A. Do not take vitamin E.",
    "He has hepatitis C. The virus is rare.",
    "Take vitamin B12. It is cheap.",
]
seen = [len(splitter.segment(text)) for text in texts]
print("pysbd:", seen)
assert seen == [1, 1, 2], "this has changed"
PYTHON
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . sbd@1.0.19
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const { sentences } = require("sbd");
const texts = [
  "Take vitamin A. Do not take vitamin E.",
  "He has hepatitis C. The virus is rare.",
  "Take vitamin B12. It is cheap.",
];
const seen = texts.map((text) => sentences(text).length);
console.log("sbd:", seen);
assert.deepStrictEqual(seen, [1, 1, 2], "this has changed");
NODE
node seen.cjs
