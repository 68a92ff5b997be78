// Response types of docs/api.md for the figures of an archive, as far as the page reads them.

import type { LinkKind, LinkState } from './types';

export interface LinkCounts {
  total: number;
  alive: number;
  suspect: number;
  dead: number;
  blocked: number;
  unknown: number;
  /** Missing in responses of older archives. */
  ignored?: number;
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

/** The number of lost and doubtful links of a host, from this day until the next entry. */
export interface HostDay {
  date: string;
  suspect: number;
  dead: number;
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
  /** Covers 90 days, with an entry for each day on which a number changed. */
  history: HostDay[];
}

export interface HistoryDay {
  date: string;
  alive: number;
  suspect: number;
  dead: number;
  blocked: number;
  unknown: number;
}

/**
 * The age at which a share of links was gone. The share was not reached after `afterMonths` but was by `byMonths`;
 * `months` is interpolated between them.
 */
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
  /** Null if there is too little data. */
  survival: SurvivalHeadline | null;
  unlistedDays: number;
  unlistedHosts: number;
}

export interface Stats {
  articles: { total: number; complete: boolean };
  links: { total: number; byState: Partial<Record<LinkState, number>>; byKind: Record<LinkKind, number> };
  shards: { total: number; notYetCounted: number };
}
