#!/usr/bin/env bash
# codespell 2.4.1 (PyPI), which knows common misspellings, on a page about iron and the liver.
#
# It holds misspellings only, each with what is meant, so that it can write (-w) without asking where there is one meaning. One
# would guess: no misspelling in it is a word of medicine. Seen: 586 of them are words on “-ing” without their last letter, and
# so transferrin and survivin, two proteins, become “transferring” and “surviving”; formate, a salt, becomes “format”, the vas
# deferens “was”; and capitals shield no abbreviation: GORD (reflux) becomes “GOURD”, ALS “ALSO”, an EHR “HER”.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check codespell==2.4.1
cat >"$folder/page.md" <<'TEXT'
Serum transferrin binds iron; survivin and formate do not. The vas deferens, GORD, ALS, the EHR.
TEXT
"$folder/venv/bin/codespell" --quiet-level 35 --write-changes "$folder/page.md" || true
cat "$folder/page.md"
diff "$folder/page.md" - <<'TEXT' || { echo "this has changed"; exit 1; }
Serum transferring binds iron; surviving and format do not. The was deferens, GOURD, ALSO, the HER.
TEXT
