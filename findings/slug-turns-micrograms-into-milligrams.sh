#!/usr/bin/env bash
# python-slugify 9.2.0 with text-unidecode 1.3 (PyPI), limax 4.2.3 and slugify 1.6.9 (npm) on a title with a dose in it.
#
# A file name, a web address or a citation key is often made of a title. Unicode has two micro signs that look alike: U+00B5,
# the one on keyboards, and U+03BC, the Greek letter. The Lancet's decimal point is a middle dot.
#
# One would guess: a micro sign becomes `u`, as in the usual `ug`, and a dot a hyphen. Seen: python-slugify and limax make
# `m` of both micro signs, so 100 micrograms are named as 100 mg (the first because it makes the Greek letter of U+00B5 and
# then writes that letter by its sound). slugify does so with the Greek letter alone; U+00B5 it drops (100 g), and the middle
# dot too (1·5 mg is named as 15 mg).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-slugify==9.2.0 text-unidecode==1.3
"$folder/venv/bin/python" - <<'PYTHON'
from slugify import slugify

seen = [slugify(dose) for dose in ("100 \u00b5g", "100 \u03bcg", "1\u00b75 mg")]
print("python-slugify:", seen)
assert seen == ["100-mg", "100-mg", "1-5-mg"], "this has changed"
PYTHON
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . limax@4.2.3 slugify@1.6.9
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const limax = require("limax");
const slugify = require("slugify");
const doses = ["100 \u00b5g", "100 \u03bcg", "1\u00b75 mg"];
const seen = { limax: doses.map((dose) => limax(dose)), slugify: doses.map((dose) => slugify(dose)) };
console.log(seen);
const before = { limax: ["100-mg", "100-mg", "1-5-mg"], slugify: ["100-g", "100-mg", "15-mg"] };
assert.deepStrictEqual(seen, before, "this has changed");
NODE
node seen.cjs
