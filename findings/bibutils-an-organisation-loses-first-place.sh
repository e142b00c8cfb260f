#!/usr/bin/env bash
# bibutils 7.2 (Debian 12: bibutils 7.2-2, libbibutils8): from BibTeX to RIS, with an organisation as the first author.
#
# Who is named first decides how a work is cited: “World Health Organization 2019”. One would guess: the order of the authors is
# kept. Seen: xml2ris writes all persons before all organisations, so that the same work is “Lee 2019” where it is imported.
# xml2bib, from the same file, keeps the order.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet bibutils=7.2-2 libbibutils8=7.2-2 >/dev/null
for package in ./*.deb; do dpkg --extract "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libbibutils.so.*' -print -quit)")
export LD_LIBRARY_PATH
cat >work.bib <<'BIBTEX'
@article{salt, author = {{World Health Organization} and Lee, Ann}, title = {Salt}, journal = {Journal of Tea}, year = {2019}}
BIBTEX
usr/bin/bib2xml work.bib >work.xml 2>/dev/null
usr/bin/xml2ris work.xml 2>/dev/null | grep '^AU' | tee seen
usr/bin/xml2bib work.xml 2>/dev/null | grep -A1 '^author' | tee -a seen
diff seen - <<'AUTHORS' || { echo "this has changed"; exit 1; }
AU  - Lee, Ann
AU  - World Health Organization
author="{World Health Organization}
and Lee, Ann",
AUTHORS
