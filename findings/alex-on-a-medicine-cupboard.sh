#!/usr/bin/env bash
# alex 11.0.1 (npm), which finds insensitive words, on the words of medicines and of health pages.
#
# One would guess: it finds what health writers avoid (“diabetics”, “suffers from”), and knows that a retard tablet is one
# that releases slowly. Seen: it offers “silly” and “person with Down Syndrome” for “retard tablets” and “Person with a
# disability” for “Special populations”, calls black tea, white willow and women profane, and has nothing to say of
# “diabetics” and “elderly”.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . alex@11.0.1
cat >seen.mjs <<'NODE'
import assert from "node:assert";
import { markdown } from "alex";
const told = (text) => markdown(text).messages.map((message) => message.reason).join(" ");
const seen = ["retard tablets", "Special populations", "Black tea", "Women", "Diabetics and elderly people"].map(told);
console.log(seen);
assert.match(seen[0], /`retard` may be insensitive, use `silly`/, "this has changed");
assert.match(seen[1], /`Special` may be insensitive, use `Has a disability`/, "this has changed");
assert.match(seen[2], /`Black`, it may be profane/, "this has changed");
assert.match(seen[3], /`Women` may be insensitive/, "this has changed");
assert.strictEqual(seen[4], "", "this has changed");
NODE
node seen.mjs
