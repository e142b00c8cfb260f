#!/usr/bin/env bash
# pymed 0.8.9 (PyPI) on a PubMed record that carries its reference list.
#
# PubMed's XML keeps an article's own numbers in PubmedData/ArticleIdList, and those of the papers that it cites a little
# deeper, in PubmedData/ReferenceList/Reference/ArticleIdList: the same element names.
#
# One would guess: `doi` is the article's own DOI, or None where it has none; `title` is the whole title. Seen: `doi` and
# `pubmed_id` are all of them joined by line ends, so an article without a DOI gets the DOI of a paper that it cites. And the
# title ends before its first italic word.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pymed==0.8.9
"$folder/venv/bin/python" - <<'PYTHON'
from xml.etree import ElementTree
from pymed.article import PubMedArticle

record = """<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM">
 <PMID Version="1">90000001</PMID>
 <Article PubModel="Print">
  <Journal><Title>Journal of tea</Title></Journal>
  <ArticleTitle>Effects of <i>Camellia sinensis</i> on sleep.</ArticleTitle>
  <AuthorList><Author><LastName>Kern</LastName><ForeName>Nils</ForeName></Author></AuthorList>
 </Article>
</MedlineCitation>
<PubmedData>
 <History><PubMedPubDate PubStatus="pubmed"><Year>2024</Year><Month>1</Month><Day>3</Day></PubMedPubDate></History>
 <ArticleIdList><ArticleId IdType="pubmed">90000001</ArticleId></ArticleIdList>
 <ReferenceList><Reference>
  <Citation>Abel O. Tea. J Tea. 1990;1:2-3.</Citation>
  <ArticleIdList>
   <ArticleId IdType="pubmed">80000001</ArticleId>
   <ArticleId IdType="doi">10.5555/tea.7</ArticleId>
  </ArticleIdList>
 </Reference></ReferenceList>
</PubmedData>
</PubmedArticle>"""
article = PubMedArticle(xml_element=ElementTree.fromstring(record))
seen = {"doi": article.doi, "pubmed_id": article.pubmed_id, "title": article.title}
print(seen)
assert seen == {"doi": "10.5555/tea.7", "pubmed_id": "90000001\n80000001", "title": "Effects of "}, "this has changed"
PYTHON
