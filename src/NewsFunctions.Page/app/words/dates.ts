const dayMonthYear: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
const calendarDay = new Intl.DateTimeFormat('en-GB', { ...dayMonthYear, timeZone: 'UTC' });
const localDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const localDayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const localTime = new Intl.DateTimeFormat('en-GB', { ...dayMonthYear, hour: '2-digit', minute: '2-digit' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const siteTime = new Intl.DateTimeFormat('en-GB', { weekday: 'long', ...dayMonthYear, hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const jalali = new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-arabext', { weekday: 'long', ...dayMonthYear, timeZone: 'UTC' });
export const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
export const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/** Formats a calendar day: `2016-03-11` becomes "11 March 2016". */
export function dayWords(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : calendarDay.format(time);
}

/** Formats a time as a day in the reader's time zone. Omits the current year. */
export function shortDay(iso: string): string {
  const date = new Date(iso);
  return (date.getFullYear() === new Date().getFullYear() ? localDayMonth : localDay).format(date);
}

export function momentWords(iso: string): string {
  return localTime.format(new Date(iso));
}

export function clockWords(iso: string): string {
  return clock.format(new Date(iso));
}

/** Formats an article's time in its site's time zone. The API returns times with the site's offset. */
export function datelineWords(publishedAt: string): { words: string; offset: string } {
  const { wall, offset } = split(publishedAt);
  return { words: siteTime.format(wall), offset: offset === '+00:00' ? 'UTC' : `UTC${offset}` };
}

/** Formats a day in the Persian calendar, with the parts in Persian order. */
export function jalaliWords(publishedAt: string): string {
  const parts = jalali.formatToParts(split(publishedAt).wall);
  return ['weekday', 'day', 'month', 'year'].map((type) => parts.find((part) => part.type === type)?.value).join(' ');
}

/** Returns the article's day in its site's time zone. */
export function siteDay(publishedAt: string | null): string {
  return publishedAt ? publishedAt.slice(0, 10) : '';
}

export function siteClock(publishedAt: string | null): string {
  return publishedAt ? publishedAt.slice(11, 16) : '';
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Formats one day as "on 30 Nov", a span as "10 Nov to 17 Nov". */
export function spanWords(from: string, to: string): string {
  const [a, b] = [shortDay(from), shortDay(to)];
  return a === b ? `on ${a}` : `${a} to ${b}`;
}

function split(publishedAt: string): { wall: number; offset: string } {
  const match = /^(.{19})(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(publishedAt);
  const offset = !match?.[2] || match[2] === 'Z' ? '+00:00' : match[2];
  return { wall: Date.parse(`${match?.[1] ?? publishedAt}Z`), offset };
}
