// What the page says, in the reader's language; the texts are in strings/, one file per language, and a page carries one.
import { en } from "./strings/en";

export type Key = keyof typeof en;
export type Strings = Record<Key, string>;

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);
/** Where a language alone does not say which digits or which order of day and month are meant. */
const LOCALES: Record<string, string> = { en: "en-GB", ar: "ar-u-nu-latn" };

interface Language {
  strings: Strings;
  locale: string;
  rtl: boolean;
}

const ENGLISH: Language = { strings: en, locale: "en-GB", rtl: false };
let current = ENGLISH;

/** Speak this language from now on. Its texts come with the page; what they lack is said in English. */
export function speak(code: string, strings: Partial<Strings> | null): void {
  current = strings ? { strings: { ...en, ...strings }, locale: LOCALES[code] ?? code, rtl: RIGHT_TO_LEFT.has(code) } : ENGLISH;
}

export const locale = (): string => current.locale;
export const isRightToLeft = (): boolean => current.rtl;

/** A text with its {blanks} filled in. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return current.strings[key].replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = values[name];
    return value === undefined ? blank : typeof value === "number" ? count(value) : value;
  });
}

/** A text that depends on a number. Its forms stand in one string, "one: {n} incident | other: {n} incidents". */
export function plural(key: Key, n: number, values: Record<string, string | number> = {}): string {
  const forms = current.strings[key].split("|").map((form) => /^\s*(\w+):\s*(.*?)\s*$/.exec(form)!);
  const wanted = numbersOf(current.locale).rules.select(n);
  const form = forms.find((one) => one[1] === wanted) ?? forms[forms.length - 1]!;
  return form[2]!.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = name === "n" ? n : values[name];
    return value === undefined ? blank : typeof value === "number" ? count(value) : value;
  });
}

export function count(value: number): string {
  return numbersOf(current.locale).format.format(value);
}

interface Numbers {
  format: Intl.NumberFormat;
  rules: Intl.PluralRules;
}

/** Made once: browsers take long to make them, and a page writes hundreds of numbers. */
const numbers = new Map<string, Numbers>();

function numbersOf(locale: string): Numbers {
  let made = numbers.get(locale);
  if (!made) {
    made = { format: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }), rules: new Intl.PluralRules(locale) };
    numbers.set(locale, made);
  }
  return made;
}

/** The name of a code of the data ("rocket_attack"); a code without one is read as words. */
export function nameOf(group: "layer" | "kind" | "status" | "basis" | "precision" | "facility", code: string): string {
  const key = `${group}.${code}` as Key;
  if (Object.hasOwn(current.strings, key)) return current.strings[key];
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase(current.locale) + words.slice(1);
}

const regions = new Map<string, Intl.DisplayNames>();

/** A country's name from its ISO alpha-2 code. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  let names = regions.get(current.locale);
  if (!names) {
    names = new Intl.DisplayNames([current.locale], { type: "region", fallback: "code" });
    regions.set(current.locale, names);
  }
  return names.of(code) ?? code;
}
