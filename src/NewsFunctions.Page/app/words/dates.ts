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

/** A day of the calendar, `2016-03-11`, as "11 March 2016". */
export function dayWords(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : calendarDay.format(time);
}

/** A moment as a day where the reader is, without the year where that is this one. */
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

/** An article's time as its site's clock showed it: the API gives it with the site's offset. */
export function datelineWords(publishedAt: string): { words: string; offset: string } {
  const { wall, offset } = split(publishedAt);
  return { words: siteTime.format(wall), offset: offset === '+00:00' ? 'UTC' : `UTC${offset}` };
}

/** The day in the calendar of Iran, for Persian articles, in the order in which one says it there. */
export function jalaliWords(publishedAt: string): string {
  const parts = jalali.formatToParts(split(publishedAt).wall);
  return ['weekday', 'day', 'month', 'year'].map((type) => parts.find((part) => part.type === type)?.value).join(' ');
}

/** The site's day and clock of an article, for lists. */
export function siteDay(publishedAt: string | null): string {
  return publishedAt ? publishedAt.slice(0, 10) : '';
}

export function siteClock(publishedAt: string | null): string {
  return publishedAt ? publishedAt.slice(11, 16) : '';
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "30 Nov", or "10 to 17 Nov" for a span. */
export function spanWords(from: string, to: string): string {
  const [a, b] = [shortDay(from), shortDay(to)];
  return a === b ? `on ${a}` : `${a} to ${b}`;
}

function split(publishedAt: string): { wall: number; offset: string } {
  const match = /^(.{19})(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(publishedAt);
  const offset = !match?.[2] || match[2] === 'Z' ? '+00:00' : match[2];
  return { wall: Date.parse(`${match?.[1] ?? publishedAt}Z`), offset };
}
