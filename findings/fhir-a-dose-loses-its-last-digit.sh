#!/usr/bin/env bash
# fhir.resources 8.3.0 and fhirclient 4.4.0 (PyPI): a dose read from FHIR's JSON and written again.
#
# FHIR says that the precision of a decimal is to be kept: 0.010 is not 0.01 there, as the digits say how exactly it was measured.
# One would guess: the libraries that model it keep them, the more so as the first gives a Decimal. Seen: neither does; 0.010 is
# 0.01 and 10.00 is 10.0 when written again, and 1000 written as 1e3 gets a digit behind the point that nobody measured.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fhir.resources==8.3.0 fhirclient==4.4.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import json

from fhir.resources.quantity import Quantity as Model
from fhirclient.models.quantity import Quantity as Client

written = ["0.010", "10.00", "1e3"]
texts = ['{"value":%s,"unit":"mg"}' % value for value in written]
model = [Model.model_validate_json(text).model_dump_json() for text in texts]
client = [json.dumps(Client(json.loads(text)).as_json()["value"]) for text in texts]
print(model, client)
assert model == ['{"value":%s,"unit":"mg"}' % value for value in ("0.01", "10.0", "1000.0")], "this has changed"
assert client == ["0.01", "10.0", "1000.0"], "this has changed"
PYTHON
