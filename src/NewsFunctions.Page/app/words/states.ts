import type { Link, LinkCheck, LinkKind, LinkState } from '../api/types';
import { num } from './numbers';
import { shortDay, spanWords } from './dates';
import { judgementWords } from './judgements';

/** The order of states, the same everywhere: alive, doubtful, lost, then those that are not known. */
export const states: LinkState[] = ['Alive', 'Suspect', 'Dead', 'Blocked', 'Unknown', 'Ignored'];

export const stateWords: Record<LinkState, string> = {
  Alive: 'there',
  Suspect: 'in doubt',
  Dead: 'lost',
  Blocked: 'blocked',
  Unknown: 'unknown',
  Ignored: 'ignored',
};

export const stateHints: Record<LinkState, string> = {
  Alive: 'found at the last check',
  Suspect: 'missing, but not yet often enough to call it lost; it may heal',
  Dead: 'missing three times, days apart',
  Blocked: 'the host refuses to show it',
  Unknown: 'not checked yet, or nobody answered',
  Ignored: 'somebody said that nobody needs it',
};

const kinds: Record<LinkKind, [string, string]> = {
  image: ['picture', 'pictures'],
  video: ['video', 'videos'],
  other: ['file', 'files'],
  page: ['page', 'pages'],
};

export function kindWords(kind: LinkKind, n = 1): string {
  return kinds[kind][n === 1 ? 0 : 1];
}

/** What a check found, as a phrase after "it": "answers that it is gone". */
const verdicts: Record<string, string> = {
  Alive: 'is there',
  Drifted: 'is there, but changed',
  Moved: 'is there, at another address',
  Gone: 'answers that it is gone',
  SoftNotFound: 'shows a not-found page instead',
  Placeholder: 'shows a stand-in picture instead',
  WrongType: 'sends something else instead',
  Truncated: 'sends only part of the file',
  Empty: 'sends an empty file',
  Blocked: 'refuses to show it',
  ServerError: 'answers with a server error',
  Timeout: 'does not answer in time',
  DnsFailure: 'has a host name that does not resolve',
  TlsFailure: 'has a certificate that is not valid',
  ConnectionFailure: 'takes no connection',
  HostOutage: 'was not asked: its host is down',
  Refused: 'may not be asked by our own rules',
};

export function verdictWords(verdict: string | null): string {
  return verdict === null ? 'was never checked' : (verdicts[verdict] ?? verdict);
}

export type Effect = 'alive' | 'strike' | 'blocked' | 'silent';

export function effectOf(verdict: string | null): Effect {
  switch (verdict) {
    case 'Alive':
    case 'Moved':
    case 'Drifted':
      return 'alive';
    case 'Gone':
    case 'SoftNotFound':
    case 'Placeholder':
    case 'WrongType':
    case 'Truncated':
    case 'Empty':
      return 'strike';
    case 'Blocked':
    case 'Refused':
      return 'blocked';
    default:
      return 'silent';
  }
}

const times = ['', 'once', 'twice', 'three times', 'four times', 'five times', 'six times'];

function timesWords(n: number): string {
  return times[n] ?? `${num(n)} times`;
}

/** Whether a check had an address to request. A link that was ever checked had one, even if it was refused. */
export function isReachable(link: Link): boolean {
  return link.locations.length > 0 || link.lastChecked !== null;
}

/** The label of the button that checks these links. */
export function checkLabel(links: Link[]): string {
  return links.length > 0 && links.every((link) => link.lastChecked === null) ? 'Check now' : 'Check again';
}

/** The environment variable that sets the addresses of a site's files or pages. */
export function addressSetting(site: string, kind: LinkKind): string {
  return `Sites__${site}__${kind === 'page' ? 'PageUrls' : 'MediaUrls'}__0`;
}

/** Describes the evidence in a sentence. Uses the link and, if loaded, its checks, newest first. */
export function evidenceWords(link: Link, checks: LinkCheck[] = []): string {
  if (!isReachable(link)) {
    return 'No address is known for it, so it is not checked.';
  }
  if (link.because) {
    return link.because;
  }
  if (link.judgement) {
    return `${judgementWords(link.judgement)}.`;
  }
  if (link.hostDead) {
    return `Its host ${link.hostDead.host} has been dead since ${shortDay(link.hostDead.at)}.`;
  }
  if (link.verdict === null || link.lastChecked === null) {
    return 'Not checked yet.';
  }
  const last = checks[0];
  const run = last ? checks.findIndex((check) => check.verdict !== last.verdict) : -1;
  const same = last ? (run < 0 ? checks : checks.slice(0, run)) : [];
  const found = same.length > 1
    ? `It ${verdictWords(link.verdict)}, ${timesWords(same.length)}, ${spanWords(same.at(-1)!.checkedAt, last!.checkedAt)}`
    : `It ${verdictWords(link.verdict)}, checked ${shortDay(link.lastChecked)}`;
  return link.state === 'Alive' ? `${found}.` : `${found}; ${link.lastAlive ? `last seen ${shortDay(link.lastAlive)}` : 'never seen alive'}.`;
}

/** Names a link by its title, or by the last part of its path. */
export function linkName(link: { title: string | null; path: string | null }): string {
  return link.title || fileName(link.path ?? '') || 'without a name';
}

export function fileName(path: string): string {
  return path.split('/').filter(Boolean).at(-1) ?? path;
}
