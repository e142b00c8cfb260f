#!/usr/bin/env bash
# ucumvert 0.3.2 with pint 0.25.3 (PyPI): the units of UCUM, the code that laboratories and food tables use, as quantities.
#
# UCUM defines [Cal], “nutrition label Calories”, as a kilocalorie, and mg% as milligrams in a decilitre. One would guess: they are
# that. Seen: 1 [Cal] is 0.001 kcal, so that a meal has a thousandth of its energy; mg% is a hundredth of a milligram, a mass,
# and no concentration; and 400 international units convert into 400 colony forming units.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ucumvert==0.3.2 pint==0.25.3
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from ucumvert import PintUcumRegistry

registry = PintUcumRegistry()
unit = registry.from_ucum
calorie = unit("[Cal]").to("kcal").magnitude
percent = unit("mg%").to("mg").magnitude
colonies = (400 * unit("[iU]")).to(unit("[CFU]")).magnitude
print(calorie, percent, colonies)
assert (round(calorie, 9), round(percent, 9), round(colonies, 6)) == (0.001, 0.01, 400), "this has changed"
PYTHON
