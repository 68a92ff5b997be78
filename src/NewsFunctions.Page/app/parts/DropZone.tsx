import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, get, pathOf, upload } from '../api/client';
import { loadSamples, samplesSite } from '../api/samples';
import type { Dump } from '../api/types';
import { bytes, count, percent } from '../words/numbers';
import { item } from './Parts';

const largest = 94_371_840;
const firstLook = 1_000;
const period = 5_000;
const over = ['Ingested', 'Rejected', 'Failed', 'Replaced', 'Removing', 'Removed'];

interface Upload {
  key: number;
  name: string;
  size: number;
  /** Share of the file that was sent, 0 to 1. */
  sent: number;
  dump: Dump | null;
  error: string | null;
}

interface Props {
  sites: string[];
  /** Called when an ingest ends. */
  onIngested: () => void;
  /** Whether to offer the samples to people who have no dump at hand. */
  offersSamples?: boolean;
}

let uploads = 0;

/**
 * Accepts dumps that are dropped anywhere on the page, or chosen. Uploads them one at a time and follows each until its
 * ingest ends.
 */
export function DropZone({ sites, onIngested, offersSamples = false }: Props) {
  const [list, setList] = useState<Upload[]>([]);
  const [isOver, setOver] = useState(false);
  const [site, setSite] = useState('');
  const queue = useRef<Promise<void>>(Promise.resolve());
  const chosen = useRef(site);
  chosen.current = site;

  const add = useCallback((files: Iterable<File>, site?: string) => {
    for (const file of files) {
      const key = uploads++;
      const change = (part: Partial<Upload>) => setList((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
      setList((before) => [{ key, name: file.name, size: file.size, sent: 0, dump: null, error: null }, ...before]);
      queue.current = queue.current.then(() => send(file, site ?? chosen.current, change)).then((dump) => {
        if (dump) {
          void follow(dump, change).then(onIngested);
        }
      });
    }
  }, [onIngested]);

  useEffect(() => {
    const dragOver = (e: DragEvent) => {
      if (e.dataTransfer?.types.includes('Files')) {
        e.preventDefault();
        setOver(true);
      }
    };
    const leave = (e: DragEvent) => {
      if (e.relatedTarget === null) {
        setOver(false);
      }
    };
    const drop = (e: DragEvent) => {
      e.preventDefault();
      setOver(false);
      add(e.dataTransfer?.files ?? []);
    };
    addEventListener('dragover', dragOver);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', dragOver);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [add]);

  return (
    <div class="drop">
      <div class="drop-zone" data-over={isOver ? '' : undefined}>
        <label class="drop-label">
          <b>Drop dumps of news articles here</b>, or <span class="as-link">choose files</span>.
          <input
            type="file"
            multiple
            class="hidden"
            onChange={(e) => {
              add(e.currentTarget.files ?? []);
              e.currentTarget.value = '';
            }}
          />
        </label>
        <span class="soft">Text, gzip, zip, NDJSON, WARC or WET, up to 90 MB each.</span>
        {sites.length > 0 && (
          <label class="soft">
            They belong to{' '}
            <select value={site} onChange={(e) => setSite(e.currentTarget.value)}>
              <option value="">the site that the dump names</option>
              {sites.map((name) => <option key={name} value={name}>{name}</option>)}
            </select>
          </label>
        )}
      </div>
      {offersSamples && <TrySamples add={add} />}
      <ul class="uploads" aria-live="polite">
        {list.map((one) => (
          <li key={one.key} {...item} tabIndex={-1}>
            <bdi>{one.name}</bdi> <span class="soft">{bytes(one.size)}</span>{' '}
            <span class={one.error ? 'lost' : undefined} data-testid="fate" dir="auto">{fate(one)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Uploads the samples that come with the page. */
function TrySamples({ add }: { add: (files: Iterable<File>, site: string) => void }) {
  const [words, setWords] = useState('');
  const load = async () => {
    setWords('Loading the samples.');
    try {
      add(await loadSamples(), samplesSite);
      setWords('');
    } catch (e) {
      setWords(e instanceof ApiError ? `${e.title}. ${e.detail}` : String(e));
    }
  };
  return (
    <p class="soft">
      No dump at hand? <button type="button" class="plain" onClick={() => void load()}>Try the samples</button> They are 14 articles of invented news
      with pictures and videos. Whether these are there stays unknown here: only <code>./news run</code> has the web site that they are on. <span role="status">{words}</span>
    </p>
  );
}

/** Describes the state of an ingest. */
export function dumpWords(dump: Dump): string {
  const { counts, status, progress, size, error } = dump;
  switch (status) {
    case 'Waiting':
      return 'waits to be read';
    case 'Running':
      return progress
        ? `being read: ${percent(Math.min(progress.bytesRead, size), size)}, ${count(counts.articles, 'article')} so far`
        : 'being read';
    case 'Ingested':
      return `read: ${count(counts.articles, 'article')}, ${count(counts.links, 'link')}`;
    case 'Rejected':
      return `rejected: ${error ?? 'nothing in it could be read'}`;
    case 'Failed':
      return `failed: ${error ?? 'the last attempt to read it failed'}`;
    case 'Replaced':
      return 'replaced by another upload of that name';
    case 'Removing':
      return 'being taken down';
    case 'Removed':
      return 'taken down';
  }
}

function fate({ error, dump, sent }: Upload): string {
  return error ?? (dump ? dumpWords(dump) : sent > 0 ? `sent: ${percent(sent, 1)}` : 'waits to be sent');
}

async function send(file: File, site: string, change: (part: Partial<Upload>) => void): Promise<Dump | null> {
  if (file.size > largest) {
    change({ error: 'This file is larger than 90 MB. Put it into the folder that ./news run reads, or into the container dumps.' });
    return null;
  }
  try {
    const dump = await upload(file, site, (sent) => change({ sent }));
    change({ dump });
    return dump;
  } catch (e) {
    change({ error: e instanceof ApiError ? e.detail || e.title : String(e) });
    return null;
  }
}

async function follow(dump: Dump, change: (part: Partial<Upload>) => void): Promise<void> {
  for (let wait = firstLook; ; wait = period) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const now = await get<Dump>(`dumps/${pathOf(dump.dumpId)}`);
      change({ dump: now });
      if (over.includes(now.status)) {
        return;
      }
    } catch (e) {
      // Retry after a transient error; show any other.
      if (!(e instanceof ApiError && e.passes)) {
        change({ error: e instanceof ApiError ? e.detail : String(e) });
        return;
      }
    }
  }
}
