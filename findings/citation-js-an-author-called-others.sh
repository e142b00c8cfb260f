#!/usr/bin/env bash
# citation-js 0.8.2 (npm: @citation-js/core, plugin-bibtex, plugin-csl): a BibTeX list of authors that ends in “and others”.
#
# “and others” is how BibTeX says that more authors follow than are named; styles print “et al.” for it. One would guess: it
# becomes that, or is left out. Seen: it becomes a person with the family name “others”, so that the record as CSL-JSON has
# one author more than the paper, and the Vancouver style prints “Lee A, others.”.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for package in core plugin-bibtex plugin-csl; do
  npm install --silent --no-fund --no-audit --ignore-scripts --prefix . "@citation-js/$package@0.8.2"
done
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-csl");
const read = new Cite("@article{tea, author = {Lee, Ann and others}, title = {Tea}, journal = {Journal of Tea}, year = {2019}}");
const authors = read.data[0].author;
const printed = read.format("bibliography", { template: "vancouver" }).trim();
console.log(authors, printed);
assert.deepStrictEqual(authors, [{ given: "Ann", family: "Lee" }, { family: "others" }], "this has changed");
assert.strictEqual(printed, "1. Lee A, others. Tea. Journal of Tea. 2019.", "this has changed");
NODE
node seen.cjs
