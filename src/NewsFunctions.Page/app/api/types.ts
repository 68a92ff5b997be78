// Response types of docs/api.md for articles, links, dumps and hosts, as far as the page reads them.

export type LinkState = 'Unknown' | 'Alive' | 'Suspect' | 'Dead' | 'Blocked' | 'Ignored';
export type LinkKind = 'image' | 'video' | 'other' | 'page';

export interface List<T> {
  items: T[];
  continuation: string | null;
  /** Only for articles: how far the scan has come. */
  scannedTo?: ScannedTo | null;
  /** Only for articles: why a search may have missed some. */
  note?: string | null;
}

export interface ScannedTo {
  site: string;
  publishedAt: string | null;
}

export interface ArticleItem {
  site: string;
  id: string;
  title: string | null;
  publishedAt: string | null;
  relatedCount: number;
  dumpName: string;
  diagnostics: number;
  language: string | null;
  damageScore: number;
  mediaState: 'dead' | 'suspect' | 'unchecked' | 'ok';
  media: { total: number; dead: number; suspect: number; unknown: number } | null;
  /** The text around the words that a search found. */
  excerpt: { before: string; match: string; after: string } | null;
}

export interface Damage {
  bytesDeclared: number;
  bytesThere: number;
  itemsKept: number;
  itemsLost: number;
  score: number;
}

export interface Diagnostic {
  code: string;
  severity: 'info' | 'warning' | 'error';
  offset: number;
  message: string;
}

export interface Provenance {
  dumpName: string;
  dumpId: string;
  member: string;
  offset: number;
  length: number;
  uploadedAt: string;
  crawledAt: string | null;
}

export interface RelatedItem {
  id: string | null;
  pic: string | null;
  title: string | null;
  kind: LinkKind;
  uploadedAt: string | null;
  linkId: string | null;
  linkState: LinkState | null;
  pageLinkId: string | null;
}

export interface Article {
  site: string;
  id: string;
  title: string | null;
  section: string | null;
  publishedAt: string | null;
  signature: string | null;
  paragraphs: string[];
  related: RelatedItem[];
  damage: Damage;
  language: string | null;
  pageLinkId: string | null;
  dumpName: string | null;
  contentHash: string;
  current: boolean;
  provenance: Provenance[];
  diagnostics: Diagnostic[];
}

export interface ArticleVersion {
  contentHash: string;
  current: boolean;
  title: string | null;
  firstSeenAt: string | null;
  lastSeenAt: string;
  paragraphs: number;
  relatedCount: number;
  provenance: Provenance[];
  moreProvenance: boolean;
}

export interface Link {
  linkId: string;
  site: string;
  kind: LinkKind;
  path: string;
  title: string | null;
  state: LinkState;
  verdict: string | null;
  strikes: number;
  firstChecked: string | null;
  lastChecked: string | null;
  lastAlive: string | null;
  nextDue: string | null;
  locations: string[];
  hostDead: { host: string; at: string } | null;
  mementoUrl: string | null;
  mementoAt: string | null;
  mementoSame: boolean | null;
  rescue: 'found' | 'notArchived' | 'noAnswer' | null;
  captureUrl: string | null;
  offer: { outcome: 'pending' | 'saved' | 'refused' | 'noAnswer'; at: string; reason: string | null } | null;
  judgement: Judgement | null;
  checkedState: LinkState | null;
  /** The evidence in a sentence. Missing in responses of older archives. */
  because?: string | null;
}

/** A person's judgement of a link. `none` means that a judgement ended. */
export interface Judgement {
  says: 'none' | 'alive' | 'dead' | 'ignore';
  at: string;
  by: string | null;
  reason: string | null;
  until: string | null;
}

export interface LinkCheck {
  checkedAt: string;
  /** Null if this entry is a person's judgement. */
  verdict: string | null;
  judgement: Judgement | null;
  reason: string;
  location: string | null;
  durationMilliseconds: number;
  rejudgementOf: string | null;
  vantage: string | null;
  evidence: unknown;
}

export interface LinkArticle {
  site: string;
  id: string;
  title: string | null;
  publishedAt: string | null;
}

/** An article that mentions a link, with the current state of the link. */
export interface Mention {
  site: string;
  linkId: string;
  state: LinkState;
  mementoUrl: string | null;
  captureUrl: string | null;
  article: LinkArticle | null;
  moreArticles: boolean;
}

export interface Dump {
  dumpId: string;
  name: string;
  status: 'Waiting' | 'Running' | 'Ingested' | 'Rejected' | 'Failed' | 'Replaced' | 'Removing' | 'Removed';
  size: number;
  uploadedAt: string;
  finishedAt: string | null;
  counts: { articles: number; relatedItems: number; links: number; diagnostics: number; damage: Damage };
  progress: { leg: number; bytesRead: number; committedAt: string; resumedAt: string | null } | null;
  error: string | null;
  diagnostics: Diagnostic[];
}

export interface ArchiveEvent {
  id: string;
  site: string;
  at: string;
  what: 'dead' | 'revived' | 'drifted' | 'hostDown' | 'hostBack' | 'hostDead' | 'hostPaused' | 'hostIgnored' | 'hostResumed';
  subject: string;
  kind: LinkKind | null;
  path: string | null;
  title: string | null;
  verdict: string | null;
  reason: string | null;
  articleCount: number | null;
  articles: string[];
}

export interface Host {
  host: string;
  intervalMilliseconds: number | null;
  silentUntil: string | null;
  lastAnswer: string | null;
  downSince: string | null;
  circuitOpen: boolean;
  trouble: string | null;
  deadSince: string | null;
}

export interface Recheck {
  requestedAt: string;
  expectedBy: string;
}

export interface TakenDump {
  dumpId: string;
  name: string;
}

/** What a takedown removes, or would remove, and what stays. Each list has at most 1,000 entries. */
export interface Takedown {
  target: string;
  dryRun: boolean;
  /** False if the call must be repeated to remove the rest. */
  done: boolean;
  articles: string[];
  articleCount: number;
  versions: number;
  links: string[];
  linkCount: number;
  linksThatStay: number;
  events: number;
  captures: string[];
  dumps: TakenDump[];
  rewritten: TakenDump[];
  bytesThatStay: { dumpId: string; dumpName: string; member: string; offset: number; length: number }[];
  recoverableUntil: string | null;
}
