import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, highlights, queryWords } from "../src/search";
import { csvLine } from "../src/share/csv";
import { correctionRow } from "../src/share/correction";
import { isWebAddress } from "../src/dom";
import { Longitudes } from "../src/stage";
import { readPolygons } from "../src/marks/reach";

test("folding drops case and accents and keeps every character's place", () => {
  for (const [text, folded] of [["Şanāʾ", "sanaʾ"], ["KYIV", "kyiv"], ["Đà Nẵng", "đa nang"], ["İzmir", "izmir"], ["🚀A", "🚀a"]] as const) {
    assert.equal(fold(text).length, text.length);
    assert.equal(fold(text), folded);
  }
});

test("searched words are marked wherever they stand, overlaps joined", () => {
  assert.deepEqual(highlights("Banana in Ānānd", queryWords("ana nan")), [[1, 6], [10, 14]]);
  assert.deepEqual(highlights("nothing", queryWords("  ")), []);
});

test("cells that a spreadsheet would run are made text", () => {
  assert.equal(csvLine(["=1", "+1", "-1", "@x", "\tx", "a,b", 'say "x"', null, -5, true]), `'=1,'+1,'-1,'@x,'\tx,"a,b","say ""x""",,-5,True\r\n`);
});

test("a correction names the incident and leaves field and value open", () => {
  assert.equal(correctionRow("i-1", "He said, go."), 'action,incident_id,field,value,other,quote,note\r\nset,i-1,,,,"He said, go.",\r\n');
});

test("only http and https are web addresses", () => {
  for (const good of ["https://a.example/x", "HTTP://a.example"]) assert.ok(isWebAddress(good));
  for (const bad of ["javascript:alert(1)", " https://a.example", "//a.example", "https://", "data:text/html,x", "https:a.example"]) assert.ok(!isWebAddress(bad), bad);
});

test("the narrowest window may cross the date line", () => {
  const narrowest = (...longitudes: number[]): [number, number] | null => {
    const window = new Longitudes();
    for (const longitude of longitudes) window.add(longitude);
    return window.window();
  };
  assert.deepEqual(narrowest(170, -170), [170, 190]);
  assert.deepEqual(narrowest(-10, 40), [-10, 40]);
  assert.deepEqual(narrowest(180, -180), [180, 180]);
  assert.deepEqual(narrowest(7), [7, 7]);
  assert.equal(narrowest(), null);
});

test("areas are read from well-known text, other texts have none", () => {
  assert.deepEqual(readPolygons("POLYGON ((1 2, 3 4, 5 6, 1 2), (1 1, 2 2, 3 3))"), [[[1, 2], [3, 4], [5, 6], [1, 2]], [[1, 1], [2, 2], [3, 3]]]);
  assert.equal(readPolygons("MULTIPOLYGON (((1 2, 3 4, 5 6)), ((7 8, 9 9, 1 1)))").length, 2);
  for (const other of ["", "POINT (1 2)", "POLYGON ((1 x, 2 2, 3 3))", "<svg>"]) assert.deepEqual(readPolygons(other), []);
});
