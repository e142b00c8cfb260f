#!/usr/bin/env bash
# citation-js 0.8.2 with its Vancouver style (npm, citeproc-js inside) on initials written without full stops.
#
# PubMed writes `Kern JP` and Web of Science `Kern, JP`, so files made from them hold JP as the given name. The Vancouver style
# asks for just that form: initials without stops.
#
# One would guess: what already has the form that is asked for comes out as it went in. Seen: two capitals side by side are
# taken for one given name and cut to its first letter. J. P. Kern and J. Kern become the same author, without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . \
    @citation-js/core@0.8.2 @citation-js/plugin-csl@0.8.2 @citation-js/plugin-ris@0.8.2
cat >seen.cjs <<'NODE'
const assert = require("node:assert");
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-csl");
require("@citation-js/plugin-ris");

const seen = ["Kern, JP", "Kern, J. P.", "Kern, J P", "Kern, J"].map((name) => {
  const record = `TY  - JOUR\nAU  - ${name}\nTI  - Tea\nER  - \n`;
  return new Cite(record).format("bibliography", { template: "vancouver" }).trim();
});
console.log(seen);
const before = ["1. Kern J. Tea.", "1. Kern JP. Tea.", "1. Kern JP. Tea.", "1. Kern J. Tea."];
assert.deepStrictEqual(seen, before, "this has changed");
NODE
node seen.cjs
