#!/usr/bin/env bash
# ical.js 2.2.1 and rrule 2.8.1 (npm) on the same recurrence rules of an .ics file.
#
# An entry reviewed at the end of a month gets a rule such as `every year in March and September`, begun on 31 March.
#
# One would guess: two readers of RFC 5545 find the same days, and a rule that names September finds none in October. Seen:
# ical.js goes to 1 October and to 1 March; rrule leaves out the days that do not exist (as the RFC says), so that the review
# of September never comes, and the next one of an entry of 29 February is four years off. A half-yearly rule from 31 August
# is a yearly one in both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts --prefix . ical.js@2.2.1 rrule@2.8.1
cat >seen.mjs <<'NODE'
import assert from "node:assert";
import ICAL from "ical.js";
import rrule from "rrule";

const rules = [
  ["2026-03-31", "FREQ=YEARLY;BYMONTH=3,9;COUNT=3"],
  ["2024-02-29", "FREQ=YEARLY;COUNT=3"],
  ["2026-08-31", "FREQ=MONTHLY;INTERVAL=6;COUNT=3"],
];
const seen = rules.map(([first, rule]) => {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(first));
  const start = `DTSTART:${first.replaceAll("-", "")}T000000Z`;
  return {
    ical: [1, 2, 3].map(() => days.next().toString()).join(" "),
    rrule: rrule.rrulestr(`${start}\nRRULE:${rule}`).all().map((day) => day.toISOString().slice(0, 10)).join(" "),
  };
});
console.log(seen);
const before = [
  { ical: "2026-03-31 2026-10-01 2027-03-31", rrule: "2026-03-31 2027-03-31 2028-03-31" },
  { ical: "2024-02-29 2025-03-01 2026-03-01", rrule: "2024-02-29 2028-02-29 2032-02-29" },
  { ical: "2026-08-31 2027-08-31 2028-08-31", rrule: "2026-08-31 2027-08-31 2028-08-31" },
];
assert.deepStrictEqual(seen, before, "this has changed");
NODE
node seen.mjs
