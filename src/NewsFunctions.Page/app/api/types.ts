// The shapes of docs/api.md, as far as the page reads them.

export type LinkState = 'Unknown' | 'Alive' | 'Suspect' | 'Dead' | 'Blocked';
export type LinkKind = 'image' | 'video' | 'other' | 'page';

export interface List<T> {
  items: T[];
  continuation: string | null;
}

export interface LinkCounts {
  total: number;
  alive: number;
  suspect: number;
  dead: number;
  blocked: number;
  unknown: number;
  deadWithCopy: number;
  suspectWithCopy: number;
}

export interface SummaryDay {
  date: string;
  articles: number;
  media: number;
  dead: number;
  suspect: number;
}

export interface SummaryHost {
  host: string;
  total: number;
  alive: number;
  suspect: number;
  dead: number;
  blocked: number;
  unknown: number;
  circuitOpen: boolean;
  trouble: string | null;
  downSince: string | null;
  deadSince: string | null;
}

export interface HistoryDay {
  date: string;
  alive: number;
  suspect: number;
  dead: number;
  blocked: number;
  unknown: number;
}

/** The age by which a share of links was gone: not yet after so many months, by so many months, and where the line between reaches it. */
export interface AgeReached {
  afterMonths: number;
  byMonths: number;
  months: number;
}

export interface SurvivalHeadline {
  kind: LinkKind;
  born: number | null;
  links: number;
  deaths: number;
  half: AgeReached | null;
  months: number;
  alive: number;
}

export interface SurvivalPoint {
  months: number;
  alive: number;
  low: number;
  high: number;
  drawn: boolean;
}

export interface SurvivalYear {
  born: number;
  links: number;
  deaths: number;
  half: AgeReached | null;
}

export interface Survival {
  asOf: string;
  kind: LinkKind | null;
  born: number | null;
  links: number;
  deaths: number;
  silent: number;
  leftOut: number;
  half: AgeReached | null;
  points: SurvivalPoint[];
  band: { over: 'hosts' | 'links'; hosts: number } | null;
  years: SurvivalYear[];
  hosts: { host: string; links: number; deaths: number }[];
}

export interface Summary {
  asOf: string;
  sites: string[];
  since: string | null;
  articles: { total: number; undated: number; withDead: number; withSuspect: number };
  links: LinkCounts;
  byKind: Record<LinkKind, LinkCounts>;
  week: { dead: number; revived: number; drifted: number };
  days: SummaryDay[];
  hosts: SummaryHost[];
  history: HistoryDay[];
  damage: {
    dumps: number;
    bytesDeclared: number;
    bytesThere: number;
    itemsKept: number;
    itemsLost: number;
    byCode: { code: string; count: number }[];
  };
  /** Too little is known without it. */
  survival: SurvivalHeadline | null;
  unlistedDays: number;
  unlistedHosts: number;
}

export interface Stats {
  articles: { total: number; complete: boolean };
  links: { total: number; byState: Partial<Record<LinkState, number>>; byKind: Record<LinkKind, number> };
  shards: { total: number; notYetCounted: number };
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
  /** The evidence in a sentence; an older archive does not say it. */
  because?: string | null;
}

export interface LinkCheck {
  checkedAt: string;
  verdict: string;
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
  publishedAt: string | null;
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
