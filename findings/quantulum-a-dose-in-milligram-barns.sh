#!/usr/bin/env bash
# quantulum3 0.10.0 (PyPI), which finds quantities in running text, on doses as they are prescribed and reported.
#
# One would guess: what follows a dose and is no unit (“b.d.”, twice a day) is left out; mmol is the millimole; CFU, which it
# does not know, is no unit; a decimal point in the middle of the line or a decimal comma ends nothing. Seen: “25 mg b.d.” is
# 25 milligram barns, “100 mmol/L” is metre-moles a litre, “1e3 CFU” is coulomb-farad-atomic mass units, and of “1·5 mg”
# and “10,5 mg” the second half is the dose: 5 mg.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check quantulum3==0.10.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from quantulum3 import parser

doses = ["25 mg b.d.", "100 mmol/L", "1e3 CFU", "1\u00b75 mg", "10,5 mg"]
seen = {dose: (found := parser.parse(dose)[-1]) and (found.value, found.unit.name) for dose in doses}
for dose, amount in seen.items():
    print(dose, amount)
assert list(seen.values()) == [
    (25, "milligram barn"),
    (100, "metre mole per litre"),
    (1000, "coulomb farad atomic mass unit"),
    (5, "milligram"),
    (5, "milligram"),
], "this has changed"
PYTHON
