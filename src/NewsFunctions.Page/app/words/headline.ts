import type { LinkCounts, Summary } from '../api/summaryTypes';
import type { LinkKind } from '../api/types';
import { count, listing, num } from './numbers';
import { dayWords, shortDay } from './dates';
import { kindWords } from './states';

export interface Piece {
  text: string;
  tone?: 'lost' | 'doubt';
}

const week = 7 * 86_400_000;
const kinds: LinkKind[] = ['image', 'video', 'other', 'page'];

/** The figures that the headline uses. */
export interface Figures {
  asOf: string;
  since: string | null;
  articles: { total: number };
  links: Pick<LinkCounts, 'total' | 'alive' | 'suspect' | 'dead' | 'blocked' | 'unknown' | 'ignored'>;
  byKind: Record<LinkKind, { total: number }>;
  week: { dead: number; revived: number };
}

const untoldWords = {
  refused: 'cannot be told: their hosts refuse to show them.',
  'not checked': 'is not known: nothing has been checked yet.',
  untold: 'cannot be told yet: no check had a clear answer.',
};

/** Says in one sentence how much is lost, and in another what happened this week. */
export function headline(summary: Figures): Piece[] {
  const { links, articles, since } = summary;
  const things = listing(kinds.filter((kind) => summary.byKind[kind].total > 0).map((kind) => kindWords(kind, links.total)));
  const where = `in ${count(articles.total, 'article')}`;
  if (links.total === 0) {
    return [{ text: `${count(articles.total, 'article')}, and nothing in ${articles.total === 1 ? 'it' : 'them'} that could be lost.` }];
  }
  if (links.blocked + links.unknown === links.total) {
    const why = links.unknown === 0 ? 'refused' : since === null ? 'not checked' : 'untold';
    return [{ text: `Whether the ${num(links.total)} ${things} ${where} ${links.total === 1 ? 'is' : 'are'} still there ${untoldWords[why]}` }];
  }
  if (links.alive === links.total) {
    const all = links.total === 1 ? `The 1 ${things} ${where} is there` : `All ${num(links.total)} ${things} ${where} are there`;
    return [{ text: `${all}. ${weekWords(summary)}`.trimEnd() }];
  }
  const parts: Piece[] = [
    { text: clause(links.alive, 'there') },
    { text: clause(links.dead, 'lost'), tone: 'lost' },
    { text: clause(links.suspect, 'in doubt'), tone: 'doubt' },
    { text: links.blocked + links.unknown === 0 ? '' : `${num(links.blocked + links.unknown)} cannot be told` },
    { text: clause(links.ignored ?? 0, 'ignored') },
  ];
  return [{ text: `Of ${num(links.total)} ${things} ${where}, ` }, ...joined(parts.filter((part) => part.text !== '')), { text: `. ${weekWords(summary)}`.trimEnd() }];
}

/** Says since when links have been checked. */
export function watchWords(summary: Summary): string {
  return summary.since === null ? 'Nothing has been checked yet.' : `Watching since ${dayWords(summary.since.slice(0, 10))}.`;
}

function clause(n: number, what: string): string {
  return n === 0 ? '' : `${num(n)} ${n === 1 ? 'is' : 'are'} ${what}`;
}

function joined(parts: Piece[]): Piece[] {
  return parts.flatMap((part, i) => (i === 0 ? [part] : [{ text: i === parts.length - 1 ? ' and ' : ', ' }, part]));
}

function weekWords({ week: events, since, asOf }: Figures): string {
  if (since === null) {
    return '';
  }
  const isYoung = Date.parse(asOf) - Date.parse(since) < week;
  const span = isYoung ? `since the first check on ${shortDay(since)}` : 'this week';
  if (events.dead === 0 && events.revived === 0) {
    return isYoung ? `Nothing has died ${span}.` : `Nothing died ${span}.`;
  }
  const told = [
    events.dead === 0 ? '' : `${num(events.dead)} died`,
    events.revived === 0 ? '' : `${num(events.revived)} came back`,
  ].filter(Boolean);
  const text = `${listing(told)} ${span}.`;
  return events.dead === 0 ? `Nothing died, ${text}` : text;
}
