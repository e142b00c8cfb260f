#!/usr/bin/env bash
# GNU units 2.22 (Debian 12: units 2.22-2) on doses in units.
#
# One would guess: “units”, “IU” and “U” are not known to it, and it says so, as it does of IU. Seen: “unit” is taken for u + nit,
# a millionth of a measure of brightness, so that 100 units are 0.0001 candela a square metre; 100 U are 4.4 metres (a rack's
# unit of height), and can be converted to feet.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet units=2.22-2 >/dev/null
dpkg --extract ./*.deb .
for dose in "100 units" "100 U" "100 IU"; do
  usr/bin/units --file usr/share/units/definitions.units --terse "$dose" || true
done | tee seen
diff seen - <<'AMOUNTS' || { echo "this has changed"; exit 1; }
0.0001 cd / m^2
4.445 m
Unknown unit 'IU'
AMOUNTS
