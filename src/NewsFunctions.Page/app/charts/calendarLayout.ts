import type { SummaryDay } from '../api/summaryTypes';

/** Pixels from one day to the next. The largest square is one pixel smaller. */
export const pitch = 12;
const largest = 11;
const smallest = 4;

export interface DayCell {
  day: SummaryDay;
  x: number;
  y: number;
  side: number;
  /** 0: nothing lost. 1 to 4: up to 5, 20, 50 and 100 % of the day's media lost. */
  loss: number;
}

export interface MonthBlock {
  key: string;
  start: number;
  /** SVG path data with a dot for each day. */
  dots: string;
  cells: DayCell[];
}

export interface YearRow {
  year: string;
  articles: number;
  media: number;
  dead: number;
  suspect: number;
  months: MonthBlock[];
}

const msPerDay = 86_400_000;
const lossBounds = [0, 0.05, 0.2, 0.5];

/** Lays out days as weeks that start on Monday, in months, in one row for each year, newest first. */
export function layOut(days: SummaryDay[]): YearRow[] {
  const scale = sizeScale(days);
  const byMonth = new Map<string, SummaryDay[]>();
  for (const day of days) {
    const key = day.date.slice(0, 7);
    byMonth.set(key, [...(byMonth.get(key) ?? []), day]);
  }
  const years = [...new Set(days.map((day) => day.date.slice(0, 4)))].sort().reverse();
  return years.map((year) => {
    const months = Array.from({ length: 12 }, (_, i) => month(year, i, byMonth, scale));
    const all = months.flatMap((block) => block.cells.map((cell) => cell.day));
    return {
      year,
      months,
      articles: sum(all, 'articles'),
      media: sum(all, 'media'),
      dead: sum(all, 'dead'),
      suspect: sum(all, 'suspect'),
    };
  });
}

export function lossOf(day: { media: number; dead: number }): number {
  const share = day.media === 0 ? 0 : day.dead / day.media;
  return share === 0 ? 0 : lossBounds.findLastIndex((bound) => share > bound) + 1;
}

function month(year: string, index: number, byMonth: Map<string, SummaryDay[]>, scale: (articles: number) => number): MonthBlock {
  const key = `${year}-${String(index + 1).padStart(2, '0')}`;
  const start = Date.parse(`${key}-01T00:00:00Z`);
  const length = new Date(Date.UTC(Number(year), index + 1, 0)).getUTCDate();
  const offset = (new Date(start).getUTCDay() + 6) % 7;
  const place = (ofMonth: number) => ({
    x: Math.floor((offset + ofMonth - 1) / 7) * pitch + pitch / 2,
    y: ((offset + ofMonth - 1) % 7) * pitch + pitch / 2,
  });
  const dots = Array.from({ length }, (_, i) => place(i + 1)).map(({ x, y }) => `M${x - 1} ${y - 1}h2v2h-2z`).join('');
  const cells = (byMonth.get(key) ?? []).map((day) => ({
    day,
    ...place((Date.parse(`${day.date}T00:00:00Z`) - start) / msPerDay + 1),
    side: scale(day.articles),
    loss: lossOf(day),
  }));
  return { key, start, dots, cells };
}

/** Scales a square's area with its number of articles. Days above the 95th percentile all get the largest square. */
function sizeScale(days: SummaryDay[]): (articles: number) => number {
  const sorted = days.map((day) => day.articles).sort((a, b) => a - b);
  const top = Math.max(1, sorted[Math.floor(0.95 * (sorted.length - 1))] ?? 1);
  return (articles) => Math.max(smallest, largest * Math.sqrt(Math.min(1, articles / top)));
}

function sum(days: SummaryDay[], member: 'articles' | 'media' | 'dead' | 'suspect'): number {
  return days.reduce((total, day) => total + day[member], 0);
}
