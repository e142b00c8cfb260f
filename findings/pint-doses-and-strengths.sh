#!/usr/bin/env bash
# pint 0.25.3 (PyPI) under Python 3.11 on doses as leaflets and journals write them.
#
# One would guess: a dose is read as it is meant, or refused, as pint refuses `5 mg twice`. Seen: a range with a dash is the
# product of its ends (5–10 mg is 50 mg), a middle dot multiplies (0·5 mg, as The Lancet writes it, is 0 mg), so does a space
# between thousands (1 000 mg is 0 mg), a bound loses its sign, and the strength of an ampoule is divided by the number but
# multiplied by the millilitres behind it. All without an error or a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pint==0.25.3
"$folder/venv/bin/python" - <<'PYTHON'
from pint import UnitRegistry

read = UnitRegistry()
before = {
    "5\u201310 mg": "50 milligram",
    "0\u00b75 mg": "0 milligram",
    "1\u202f000 mg": "0 milligram",
    "\u226510 mg": "10 milligram",
    "25 mg/2 ml": "12.5 milligram * milliliter",
}
seen = {dose: str(read(dose)) for dose in before}
for dose, quantity in seen.items():
    print(dose, "is read as", quantity)
assert seen == before, "this has changed"
PYTHON
