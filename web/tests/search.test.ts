import assert from "node:assert/strict";
import { test } from "node:test";
import type { Details, Incidents } from "../src/incidents";
import { SearchIndex } from "../src/search";

const SUMMARIES = ["Air strike near Sanaa", "Protest in Kyiv", "", "Strike of the bakers, Şanʿāʾ"];

function makeIndex(): SearchIndex {
  const incidents = { count: SUMMARIES.length, words: () => ["", "Police"], codes: () => Uint8Array.from([0, 1, 0, 0]) };
  const details = { texts: (name: string) => SUMMARIES.map((text) => (name === "summary" ? text : "")), reports: null };
  return new SearchIndex(incidents as unknown as Incidents, details as unknown as Details);
}

test("rows are taken in bit by bit, and all are found in the end", () => {
  const index = makeIndex();
  assert.deepEqual([1, 2, 1, 1, Infinity].map((rows) => index.grow(rows)), [false, false, true, true, true]);
  assert.deepEqual([...index.find(["strike"])], [1, 0, 0, 1]);
  assert.deepEqual([...index.find(["police", "kyiv"])], [0, 1, 0, 0]);
  assert.deepEqual([...index.find(["sanʿaʾ"])], [0, 0, 0, 1]);
});

test("a search that cannot wait takes in what is left at once", () => {
  const index = makeIndex();
  index.grow(2);
  assert.equal(index.grow(Infinity), true);
  assert.deepEqual([...index.find(["strike"])], [1, 0, 0, 1]);
});
