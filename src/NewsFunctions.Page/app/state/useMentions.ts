import { get } from '../api/client';
import type { List, Mention } from '../api/types';
import { useLoad } from './useLoad';

interface LinkKey {
  site: string;
  linkId: string;
}

/** The API accepts at most this many links per call. */
export const mentionsAtOnce = 50;

export function keyOf({ site, linkId }: LinkKey): string {
  return `${site}/${linkId}`;
}

/** Loads, for at most 50 links, the article that mentions each and whether a copy exists. Empty until loaded. */
export function useMentions(links: LinkKey[] | undefined): Map<string, Mention> {
  const keys = (links ?? []).map(keyOf).join(',');
  const mentions = useLoad(keys === '' ? null : `mentions ${keys}`, async (signal) => {
    const found = await get<List<Mention>>('mentions', { links: keys }, signal);
    return new Map(found.items.map((mention) => [keyOf(mention), mention]));
  });
  return mentions.data ?? new Map();
}
