import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, fromIso, toIso } from "../src/days";
import { edgesOf, unitFor } from "../src/timeline/bins";

const spans: [number, string][] = [
  [1, "day"],
  [125, "day"],
  [126, "week"],
  [365 * 2, "week"],
  [365 * 10, "month"],
  [365 * 40, "year"],
  [365 * 200, "decade"],
  [365 * 3000, "century"],
];

test("bins are as wide as their span asks for, and never too many", () => {
  for (const [days, unit] of spans) {
    assert.equal(unitFor(days), unit, String(days));
    assert.ok(edgesOf(0, days - 1, unitFor(days)).length <= 160, String(days));
  }
});

test("edges stand at mondays, firsts and round years, and cover every day", () => {
  const day = (text: string): number => fromIso(text)!;
  const edges = (from: string, to: string, unit: Parameters<typeof edgesOf>[2]): string[] => [...edgesOf(day(from), day(to), unit)].map(toIso);
  assert.deepEqual(edges("2020-01-03", "2020-01-12", "week"), ["2019-12-30", "2020-01-06", "2020-01-13"]);
  assert.deepEqual(edges("2019-12-31", "2020-02-29", "month"), ["2019-12-01", "2020-01-01", "2020-02-01", "2020-03-01"]);
  assert.deepEqual(edges("1969-12-31", "1970-01-01", "quarter"), ["1969-10-01", "1970-01-01", "1970-04-01"]);
  assert.deepEqual(edges("1983-05-05", "1990-01-01", "decade"), ["1980-01-01", "1990-01-01", "2000-01-01"]);
});

test("days and their ISO texts agree, before 1970 and before 1000 too", () => {
  for (const text of ["2020-02-29", "1969-12-31", "0045-03-15", "0000-01-01"]) assert.equal(toIso(fromIso(text)!), text);
  for (const text of ["2021-02-29", "20-1-1", "", "2020-13-01"]) assert.equal(fromIso(text), null);
  assert.equal(toIso(dayOf(99, 11, 31)), "0099-12-31");
});
