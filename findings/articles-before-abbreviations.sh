#!/usr/bin/env bash
# inflect 7.6.0 (PyPI) and indefinite 2.5.2 (npm): which article stands before an abbreviation or a number.
#
# Both are what one takes to write “a” or “an” before a name or a figure that comes from data. One would guess: they agree
# where a reader has no doubt. Seen: inflect writes “an UL”, “an UV” and “a 8-week”, “a 11-point”, “a 80 mg” (it has no
# numbers but takes letters as words: “a MAOI”, “a HbA1c”); indefinite has the numbers and writes “an NICE”, “an EU” and
# “an uric acid”. The plural of pancreas is “pancrea” to inflect, of faeces “faece”.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check inflect==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import inflect

engine = inflect.engine()
words = ["UL", "UV", "8-week", "11-point", "80 mg", "MAOI", "HbA1c"]
seen = [engine.a(word) for word in words] + [engine.plural(word) for word in ("pancreas", "faeces")]
print("inflect:", seen)
before = ["an UL", "an UV", "a 8-week", "a 11-point", "a 80 mg", "a MAOI", "a HbA1c", "pancrea", "faece"]
assert seen == before, "this has changed"
PYTHON
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . indefinite@2.5.2
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const indefinite = require("indefinite");
const seen = ["UL", "8-week", "NICE", "EU", "uric acid"].map((word) => indefinite(word));
console.log("indefinite:", seen);
assert.deepStrictEqual(seen, ["a UL", "an 8-week", "an NICE", "an EU", "an uric acid"], "this has changed");
NODE
node seen.cjs
