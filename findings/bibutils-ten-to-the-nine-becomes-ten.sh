#!/usr/bin/env bash
# bibutils 7.2 (Debian 12: bibutils 7.2-2, libbibutils8) reading PubMed's XML.
#
# A title there may hold <i>, <sup> and <sub>, and a structured abstract is several <AbstractText>, each with a label. One would
# guess: the tags go and their words stay; all parts of the abstract are kept. Seen: med2xml drops what stands in the tags, so
# that a trial of 10<sup>9</sup> CFU of Lactobacillus is one of 10 CFU of nothing, and keeps the first part of the abstract only:
# aim without result.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet bibutils=7.2-2 libbibutils8=7.2-2 >/dev/null
for package in ./*.deb; do dpkg --extract "$package" .; done
LD_LIBRARY_PATH=$(dirname "$(find "$folder" -name 'libbibutils.so.*' -print -quit)")
export LD_LIBRARY_PATH
cat >work.xml <<'XML'
<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><Article>
<ArticleTitle>A trial of 10<sup>9</sup> CFU of <i>Lactobacillus</i>.</ArticleTitle>
<Abstract><AbstractText Label="AIM">To ask.</AbstractText><AbstractText Label="RESULTS">No effect.</AbstractText></Abstract>
</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
XML
usr/bin/med2xml work.xml 2>/dev/null | usr/bin/xml2ris 2>/dev/null | grep -E '^(TI|AB)' | tee seen
diff seen - <<'RIS' || { echo "this has changed"; exit 1; }
TI  - A trial of 10 CFU of .
AB  - To ask.
RIS
