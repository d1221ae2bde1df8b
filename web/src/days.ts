// Days as whole numbers since 1970-01-01, in the calendar and in words.
import { locale, t } from "./words";

export const NO_DAY = -(2 ** 31);
const MILLISECONDS = 86_400_000;

export function toIso(day: number): string {
  const date = new Date(day * MILLISECONDS);
  const year = date.getUTCFullYear();
  const text = year >= 0 && year <= 9999 ? String(year).padStart(4, "0") : String(year);
  return `${text}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** The day of YYYY-MM-DD, or null for anything else. */
export function fromIso(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  const day = Math.round(date.getTime() / MILLISECONDS);
  return toIso(day) === text.trim() ? day : null;
}

export function dayOf(year: number, month = 0, date = 1): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, date);
  return Math.round(moment.getTime() / MILLISECONDS);
}

export function partsOf(day: number): { year: number; month: number; date: number } {
  const date = new Date(day * MILLISECONDS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", calendar: "gregory", ...options });
    formats.set(key, made);
  }
  return made;
}

const format = (day: number, options: Intl.DateTimeFormatOptions): string => formatter(options).format(new Date(day * MILLISECONDS));

const LONG: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const SHORT: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
/** "27 December 2019" */
export const longDay = (day: number): string => format(day, LONG);
/** "27 Dec 2019" */
export const shortDay = (day: number): string => format(day, SHORT);
export const dayAndMonth = (day: number): string => format(day, { day: "numeric", month: "short" });
export const monthAndYear = (day: number): string => format(day, { month: "long", year: "numeric" });
export const shortMonth = (day: number): string => format(day, { month: "short" });
export const yearOf = (day: number): string => format(day, { year: "numeric" });

/** An inclusive interval in words, as exact as it is: a day, a month, a year, or two days with what lies between. */
export function intervalInWords(start: number, end: number, long = true): string {
  if (start === NO_DAY || end === NO_DAY) return t("date.unknown");
  if (start === end) return long ? longDay(start) : shortDay(start);
  const from = partsOf(start);
  const next = partsOf(end + 1);
  const startsMonth = from.date === 1;
  if (startsMonth && next.date === 1) {
    const months = (next.year - from.year) * 12 + next.month - from.month;
    if (months === 1) return monthAndYear(start);
    if (months === 12 && from.month === 0) return yearOf(start);
  }
  if (!long) return formatter(SHORT).formatRange(new Date(start * MILLISECONDS), new Date(end * MILLISECONDS));
  return t("date.between", { from: format(start, whatDiffers(start, end)), to: longDay(end) });
}

/** "7" of "7 January 2020" when the other day is of the same month, "27 December" of the same year. */
function whatDiffers(start: number, end: number): Intl.DateTimeFormatOptions {
  const [from, to] = [partsOf(start), partsOf(end)];
  if (from.year !== to.year) return LONG;
  return from.month === to.month ? { day: "numeric" } : { day: "numeric", month: "long" };
}
