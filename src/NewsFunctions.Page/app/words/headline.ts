import type { LinkCounts, LinkKind, Summary } from '../api/types';
import { count, listing, num } from './numbers';
import { dayWords, shortDay } from './dates';
import { kindWords } from './states';

export interface Piece {
  text: string;
  tone?: 'lost' | 'doubt';
}

const week = 7 * 86_400_000;
const kinds: LinkKind[] = ['image', 'video', 'other', 'page'];

/** What the headline is made of. */
export interface Figures {
  asOf: string;
  since: string | null;
  articles: { total: number };
  links: Pick<LinkCounts, 'total' | 'alive' | 'suspect' | 'dead' | 'blocked' | 'unknown'>;
  byKind: Record<LinkKind, { total: number }>;
  week: { dead: number; revived: number };
}

/** How much is lost, in one sentence, and what the last week did, in another. */
export function headline(summary: Figures): Piece[] {
  const { links, articles } = summary;
  const things = listing(kinds.filter((kind) => summary.byKind[kind].total > 0).map((kind) => kindWords(kind, links.total)));
  const where = `in ${count(articles.total, 'article')}`;
  if (links.total === 0) {
    return [{ text: `${count(articles.total, 'article')}, and nothing in ${articles.total === 1 ? 'it' : 'them'} that could be lost.` }];
  }
  if (links.unknown === links.total) {
    return [{ text: `${num(links.total)} ${things} ${where}; it is not known yet whether they are there.` }];
  }
  if (links.alive === links.total) {
    return [{ text: `All ${num(links.total)} ${things} ${where} are there. ${weekWords(summary)}`.trimEnd() }];
  }
  const parts: Piece[] = [
    { text: clause(links.alive, 'there') },
    { text: clause(links.dead, 'lost'), tone: 'lost' },
    { text: clause(links.suspect, 'in doubt'), tone: 'doubt' },
    { text: links.blocked + links.unknown === 0 ? '' : `${num(links.blocked + links.unknown)} cannot be told` },
  ];
  return [{ text: `Of ${num(links.total)} ${things} ${where}, ` }, ...joined(parts.filter((part) => part.text !== '')), { text: `. ${weekWords(summary)}`.trimEnd() }];
}

/** Since when the archive watches, and as of when the figures are. */
export function watchWords(summary: Summary): string {
  return summary.since === null ? 'Nothing was checked yet.' : `Watching since ${dayWords(summary.since.slice(0, 10))}.`;
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
