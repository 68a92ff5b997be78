import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, checkNow, get, pathOf } from '../api/client';
import type { Link } from '../api/types';
import { clockWords } from '../words/dates';
import { count } from '../words/numbers';

const period = 2_000;
const patience = 60_000;
const mostLinks = 100;

export interface Recheck {
  /** The progress, in words. Empty before the first request. */
  words: string;
  isRunning: boolean;
  start: (site: string, linkIds: string[]) => void;
}

/** Requests a check and waits until every link was checked or the expected time has passed. */
export function useRecheck(onChecked: () => void): Recheck {
  const [words, setWords] = useState('');
  const [isRunning, setRunning] = useState(false);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);

  const start = useCallback((site: string, linkIds: string[]) => {
    const ids = [...new Set(linkIds)].slice(0, mostLinks);
    setRunning(true);
    setWords('Asking for a check.');
    void run(site, ids, setWords, leaving.current.signal).then((done) => {
      if (!leaving.current.signal.aborted) {
        setWords(done);
        setRunning(false);
        onChecked();
      }
    });
  }, [onChecked]);

  return { words, isRunning, start };
}

async function run(site: string, ids: string[], say: (words: string) => void, signal: AbortSignal): Promise<string> {
  try {
    const { requestedAt, expectedBy } = await checkNow(site, ids);
    const until = Date.parse(expectedBy) + patience;
    let open = ids;
    say(`Checking ${count(ids.length, 'link')}; done by about ${clockWords(expectedBy)}.`);
    while (open.length > 0 && Date.now() < until && !signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, period));
      const links = await Promise.all(open.map((id) => get<Link>(`links/${pathOf(site, id)}`, {}, signal)));
      open = links.filter((link) => link.lastChecked === null || Date.parse(link.lastChecked) < Date.parse(requestedAt)).map((link) => link.linkId);
    }
    return open.length === 0
      ? `Checked ${count(ids.length, 'link')}.`
      : `${count(open.length, 'link')} of ${ids.length} not checked yet; a slow host takes longer.`;
  } catch (e) {
    return e instanceof ApiError ? `${e.title}. ${e.detail}` : '';
  }
}
