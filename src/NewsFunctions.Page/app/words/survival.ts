import type { AgeReached } from '../api/summaryTypes';
import type { LinkKind } from '../api/types';
import { num, percent } from './numbers';
import { kindWords } from './states';

const year = 12;
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export interface Life {
  kind: LinkKind | null;
  born: number | null;
  half: AgeReached | null;
  /** The last age with data, in months, and the share alive at that age. */
  months: number;
  alive: number;
}

/** Builds "pictures of 2016". */
export function bornWords(kind: LinkKind | null, born: number | null): string {
  const things = kind === null ? 'links' : kindWords(kind, 2);
  return born === null ? things : `${things} of ${born}`;
}

/** Says in one sentence, with one figure, how long links live. */
export function lifeWords({ kind, born, half, months, alive }: Life): string {
  const things = bornWords(kind, born);
  if (half === null) {
    return `After ${ageWords(months)}, ${shareWords(alive)} of the ${things} were still there.`;
  }
  return isExact(half)
    ? `Half of the ${things} were gone after ${ageWords(half.months)}.`
    : `Half of the ${things} were gone after ${ageWords(half.byMonths)} at the latest.`;
}

/** Formats the age by which half were gone, for a table. */
export function halfWords(half: AgeReached | null): string {
  return half === null ? 'not known' : isExact(half) ? ageWords(half.months) : `${yearsOf(half.afterMonths)} to ${ageWords(half.byMonths)}`;
}

export function ageWords(months: number): string {
  if (months < year) {
    const whole = Math.round(months);
    return whole === 1 ? '1 month' : `${whole} months`;
  }
  const years = yearsOf(months);
  return years === '1' ? '1 year' : `${years} years`;
}

export function shareWords(share: number): string {
  return percent(share, 1);
}

export function tooFewWords(links: number, deaths: number): string {
  return `Too few to say how long they live: of ${num(links)} that were seen, ${num(deaths)} ${deaths === 1 ? 'is' : 'are'} lost. It takes 30 that were seen and 5 that are lost.`;
}

/** Whether the data gives the age to within a year. */
function isExact(half: AgeReached): boolean {
  return half.byMonths - half.afterMonths <= year;
}

function yearsOf(months: number): string {
  return oneDigit.format(months / year);
}
