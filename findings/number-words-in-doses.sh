#!/usr/bin/env bash
# word2number 1.1 (PyPI) and words-to-numbers 1.5.1 (npm) on amounts that are written out, as leaflets write them.
#
# One would guess: words that are no plain number are an error, or are left as they are. Seen: word2number adds up or leaves
# out without a word, so that “two and a half” is 2, “three quarters” is 3 and “twenty to thirty” is 50. words-to-numbers
# takes every article for a one: “half a tablet” becomes “half 1 tablet”, and “twice a day” becomes “twice 1 day”; of
# a range only the second number gets its hundred (“one or two hundred” is “1 or 200”).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check word2number==1.1
"$folder/venv/bin/python" - <<'PYTHON'
from word2number import w2n

seen = {words: w2n.word_to_num(words) for words in ("two and a half", "three quarters", "twenty to thirty")}
print("word2number:", seen)
assert seen == {"two and a half": 2, "three quarters": 3, "twenty to thirty": 50}, "this has changed"
PYTHON
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . words-to-numbers@1.5.1
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const { wordsToNumbers } = require("words-to-numbers");
const written = ["half a tablet", "five milligrams twice a day", "one or two hundred milligrams"];
const seen = written.map((words) => wordsToNumbers(words));
console.log("words-to-numbers:", seen);
const before = ["half 1 tablet", "5 milligrams twice 1 day", "1 or 200 milligrams"];
assert.deepStrictEqual(seen, before, "this has changed");
NODE
node seen.cjs
