import { useCallback, useState } from 'preact/hooks';
import { ApiError, get, type Query } from '../api/client';
import type { List, ScannedTo } from '../api/types';
import { useLoad } from './useLoad';

export interface Pages<T> {
  items: T[] | undefined;
  error: ApiError | null;
  /** Loads the next page; null if there is none. */
  more: (() => void) | null;
  isLoadingMore: boolean;
  scannedTo: ScannedTo | null;
  note: string | null;
  reload: () => void;
}

// The API may return empty pages that have a next page.
const mostEmptyPages = 20;

interface Further<T> {
  key: string;
  items: T[];
  continuation: string | null;
  scannedTo: ScannedTo | null;
  error: ApiError | null;
}

/** Loads an API list page by page, on demand. */
export function usePages<T>(path: string | null, query: Query, period?: (items: T[] | undefined) => number): Pages<T> {
  const key = path === null ? null : JSON.stringify([path, query]);
  const first = useLoad(key, (signal) => fill<T>(path!, query, null, signal), period ? { period: (list) => period(list?.items) } : {});
  const [further, setFurther] = useState<Further<T> | null>(null);
  const [isLoadingMore, setLoading] = useState(false);
  const mine = further?.key === key ? further : null;
  const continuation = mine ? mine.continuation : (first.data?.continuation ?? null);

  const scannedTo = (mine ? mine.scannedTo : first.data?.scannedTo) ?? null;

  const more = useCallback(async () => {
    setLoading(true);
    const before = mine?.items ?? [];
    try {
      const page = await fill<T>(path!, query, continuation);
      setFurther({ key: key!, items: [...before, ...page.items], continuation: page.continuation, scannedTo: page.scannedTo ?? null, error: null });
    } catch (e) {
      setFurther({ key: key!, items: before, continuation, scannedTo, error: e as ApiError });
    }
    setLoading(false);
  }, [key, continuation, mine]);

  return {
    items: first.data && (mine ? [...first.data.items, ...mine.items] : first.data.items),
    error: first.error ?? mine?.error ?? null,
    more: continuation === null ? null : () => void more(),
    isLoadingMore,
    scannedTo,
    note: first.data?.note ?? null,
    reload: first.reload,
  };
}

async function fill<T>(path: string, query: Query, continuation: string | null, signal?: AbortSignal): Promise<List<T>> {
  let page = await get<List<T>>(path, { ...query, continuation }, signal);
  for (let i = 0; i < mostEmptyPages && page.items.length === 0 && page.continuation !== null; i++) {
    page = await get<List<T>>(path, { ...query, continuation: page.continuation }, signal);
  }
  return page;
}
