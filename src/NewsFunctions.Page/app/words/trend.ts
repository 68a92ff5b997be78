import type { HistoryDay } from '../api/summaryTypes';
import { addDays, dayWords } from './dates';
import { num } from './numbers';

const span = 30;

/** Compares the losses of the last 30 days with those of the 30 days before. Null if fewer than two days are known. */
export function trendWords(history: HistoryDay[]): string | null {
  const first = history[0];
  const last = history.at(-1);
  if (!first || !last || first === last) {
    return null;
  }
  const month = deadOn(history, addDays(last.date, -span));
  if (month === null) {
    const found = last.dead - first.dead;
    return found > 0 ? `${num(found)} more known to be lost than on ${dayWords(first.date)}.` : `No more lost than on ${dayWords(first.date)}.`;
  }
  const lost = last.dead - month;
  const earlier = deadOn(history, addDays(last.date, -2 * span));
  if (lost < 0) {
    return `Getting better: ${num(-lost)} fewer lost than ${span} days ago.`;
  }
  if (lost === 0) {
    return `Nothing more was lost in the last ${span} days.`;
  }
  if (earlier === null) {
    return `${num(lost)} more lost in the last ${span} days.`;
  }
  const before = month - earlier;
  const pace = lost > before ? 'Getting worse' : lost < before ? 'Slower than before' : 'As fast as before';
  return `${pace}: ${num(lost)} more lost in the last ${span} days, after ${before > 0 ? num(before) : 'none'} in the ${span} before.`;
}

/** Returns how many were lost at the end of a day; null if the history begins later. */
function deadOn(history: HistoryDay[], date: string): number | null {
  return history.findLast((day) => day.date <= date)?.dead ?? null;
}
