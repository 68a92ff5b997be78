import { ApiError, get, pathOf } from '../api/client';
import type { Link, LinkCheck, List } from '../api/types';

export interface LinkStory {
  link: Link;
  /** Newest first. Loaded only for missing links that give no reason of their own. */
  checks: LinkCheck[];
}

const atOnce = 6;
const looks = 16;

/** Loads links of one site, a few requests at a time. Skips links that the archive does not know. */
export async function loadLinks(site: string, ids: string[], signal: AbortSignal): Promise<Map<string, LinkStory>> {
  const stories = new Map<string, LinkStory>();
  await forEachAtOnce(ids, async (id) => {
    const story = await loadStory(site, id, signal);
    if (story) {
      stories.set(id, story);
    }
  });
  return stories;
}

/** Runs work for every item, a few at a time. */
async function forEachAtOnce<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const open = [...all];
  const runner = async () => {
    for (let one = open.shift(); one !== undefined; one = open.shift()) {
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, runner));
}

/** Loads one link; null if the archive does not know it. */
async function loadLink(site: string, id: string, signal: AbortSignal): Promise<Link | null> {
  try {
    return await get<Link>(`links/${pathOf(site, id)}`, {}, signal);
  } catch (e) {
    if (e instanceof ApiError && e.status === 404) {
      return null;
    }
    throw e;
  }
}

async function loadStory(site: string, id: string, signal: AbortSignal): Promise<LinkStory | null> {
  const link = await loadLink(site, id, signal);
  if (!link) {
    return null;
  }
  const isMissing = link.state === 'Dead' || link.state === 'Suspect';
  const checks = isMissing && !link.because
    ? (await get<List<LinkCheck>>(`links/${pathOf(site, id)}/checks`, { limit: looks }, signal)).items
    : [];
  return { link, checks };
}
