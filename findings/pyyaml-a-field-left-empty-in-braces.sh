#!/usr/bin/env bash
# PyYAML 6.0.2 (PyPI) on front matter in which a field within braces is left empty: `review: {by:, day: 2024-02-01}`.
#
# The YAML 1.2 specification has such a field among its examples (`omitted value:,`), and js-yaml 4.1.0 and PyYAML’s own
# SafeLoader read it as null. The wheel brings a second loader, CSafeLoader over libyaml, which sites take because it is quicker.
#
# One would guess: both loaders of one package give the same answer. Seen: SafeLoader reads it; CSafeLoader refuses the whole
# front matter. With a blank before the comma both read it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyyaml==6.0.2
"$folder/venv/bin/python" - <<'PYTHON'
import yaml

assert yaml.__with_libyaml__, "this wheel has no second loader"


def read(text, loader):
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        return f"refused: {error.problem}"


text = 'title: Tea\nreview: {by:, day: "2024-02-01"}\n'
plain, quick = read(text, yaml.SafeLoader), read(text, yaml.CSafeLoader)
print("SafeLoader: ", plain)
print("CSafeLoader:", quick)
assert plain == {"title": "Tea", "review": {"by": None, "day": "2024-02-01"}}, "this has changed"
assert quick == "refused: found unexpected ':'", "this has changed"
apart = text.replace(":,", ": ,")
assert read(apart, yaml.SafeLoader) == read(apart, yaml.CSafeLoader) == plain, "this has changed"
PYTHON
