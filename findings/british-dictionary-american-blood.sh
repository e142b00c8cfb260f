#!/usr/bin/env bash
# dictionary-en-gb 3.0.0 (npm; SCOWL's British list for Hunspell), asked by nspell 2.1.5 (npm), on words of medicine.
#
# One would guess: a British list has the British spelling or none. Seen: of haemorrhagic, hypoglycaemia, hyperglycaemia and
# caesarean it has the American spelling alone, so that the right word is marked and the American one is what is offered;
# anaemia and haemoglobin it has as they should be, so the letter tells nothing. Titrate is not in it either: “nitrate” is
# offered for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . dictionary-en-gb@3.0.0 nspell@2.1.5
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const folder = "node_modules/dictionary-en-gb";
const list = require("nspell")({ aff: readFileSync(`${folder}/index.aff`), dic: readFileSync(`${folder}/index.dic`) });
const words = ["haemorrhagic", "hypoglycaemia", "hyperglycaemia", "caesarean", "titrate", "anaemia", "haemoglobin"];
const seen = words.map((word) => (list.correct(word) ? word : list.suggest(word)[0]));
console.log(seen);
const before = ["hemorrhagic", "hypoglycemia", "hyperglycemia", "cesarean", "nitrate", "anaemia", "haemoglobin"];
assert.deepStrictEqual(seen, before, "this has changed");
NODE
node seen.cjs
