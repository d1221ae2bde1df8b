import assert from "node:assert/strict";
import { test } from "node:test";
import { dayOf, intervalInWords, NO_DAY } from "../src/days";
import { ar } from "../src/strings/ar";
import { en } from "../src/strings/en";
import { fr } from "../src/strings/fr";
import { uk } from "../src/strings/uk";
import { countryName, nameOf, plural, speak, t } from "../src/words";

const LANGUAGES = { en, ar, fr, uk };
const PLURAL = /^\s*\w+:.*$/;
const blanks = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test("every language fills the same blanks, one and two may be said without the number", () => {
  for (const strings of [ar, fr, uk]) {
    for (const [key, text] of Object.entries(en)) {
      const wanted = blanks(text);
      const found = blanks(strings[key as keyof typeof en]);
      assert.deepEqual(found.filter((one) => !wanted.includes(one)), [], key);
      assert.deepEqual(wanted.filter((one) => !found.includes(one)), [], key);
    }
  }
});

test("plural texts have every form of their language", () => {
  for (const [code, strings] of Object.entries(LANGUAGES)) {
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries(strings)) {
      if (!PLURAL.test(en[key as keyof typeof en]) || !en[key as keyof typeof en].includes("other:")) continue;
      const forms = text.split("|").map((form) => form.trim().split(":")[0]!);
      const needed = forms.length === 1 ? ["other"] : categories.filter((one) => one !== "many" || code !== "fr");
      assert.deepEqual(needed.filter((one) => !forms.includes(one)), [], `${code} ${key}`);
    }
  }
});

test("numbers choose their form", () => {
  speak("en", null);
  assert.equal(plural("summary.incidents", 1), "1 incident");
  assert.equal(plural("summary.incidents", 12_345), "12,345 incidents");
  speak("uk", uk);
  assert.deepEqual([1, 3, 5, 21].map((n) => plural("summary.incidents", n)), ["1 подія", "3 події", "5 подій", "21 подія"]);
  speak("ar", ar);
  assert.equal(plural("summary.incidents", 2), "حادثان");
});

test("an interval is said as exactly as it is known", () => {
  speak("en", null);
  const day = (text: string): number => dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8)));
  const say = (from: string, to: string): string => intervalInWords(day(from), day(to));
  assert.equal(say("2020-01-03", "2020-01-03"), "3 January 2020");
  assert.equal(say("2020-01-03", "2020-01-05"), "between 3 and 5 January 2020");
  assert.equal(say("2020-01-30", "2020-02-02"), "between 30 January and 2 February 2020");
  assert.equal(say("2019-12-27", "2020-01-03"), "between 27 December 2019 and 3 January 2020");
  assert.equal(say("2020-02-01", "2020-02-29"), "February 2020");
  assert.equal(say("1983-01-01", "1983-12-31"), "1983");
  assert.equal(intervalInWords(NO_DAY, NO_DAY), "date unknown");
});

test("a code without a name is read as words, a country speaks the reader's language", () => {
  speak("en", null);
  assert.equal(nameOf("kind", "air_strike"), "Air or drone strike");
  assert.equal(nameOf("kind", "hot_air_balloon"), "Hot air balloon");
  assert.equal(nameOf("kind", "constructor"), "Constructor");
  speak("fr", fr);
  assert.equal(countryName("IQ"), "Irak");
  assert.equal(countryName("<b>"), "<b>");
  speak("en", null);
});

test("what a translation lacks is said in English", () => {
  speak("fr", { "card.close": "Fermer" });
  assert.deepEqual([t("card.close"), t("card.next")], ["Fermer", "Next incident"]);
  speak("en", null);
});
