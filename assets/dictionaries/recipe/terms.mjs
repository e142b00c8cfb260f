// Writes the words of the two lists that come as tries, one a line: terms.txt and english.txt.
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { decodeTrie } from "cspell-trie-lib";

for (const [trie, file] of [
  ["dict-scientific-terms-gb/dict/scientific-terms-gb.trie.gz", "terms.txt"],
  ["dict-en-gb-mit/en_GB.trie.gz", "english.txt"],
]) {
  const packed = readFileSync(`node_modules/@cspell/${trie}`);
  const words = decodeTrie(gunzipSync(packed)).words();
  writeFileSync(file, [...words].join("\n") + "\n");
}
