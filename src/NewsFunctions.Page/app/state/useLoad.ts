import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/client';

export interface Load<T> {
  data: T | undefined;
  /** Why the last attempt failed. Earlier data stays available. */
  error: ApiError | null;
  reload: () => void;
}

interface State<T> {
  key: string;
  data?: T;
  error: ApiError | null;
}

interface Options<T> {
  /** Milliseconds until the next load while the page is visible. Without it, data is loaded once. */
  period?: (data: T | undefined) => number;
  /** Loads again when this changes. */
  version?: string;
}

/** Loads the data for `key`. Data of another key is never shown; data of this key stays until newer data arrives. */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>, { period, version }: Options<T> = {}): Load<T> {
  const [state, setState] = useState<State<T>>({ key: '', error: null });
  const [round, setRound] = useState(0);
  const latest = useRef({ load, period });
  latest.current = { load, period };
  const reload = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    if (key === null) {
      return;
    }
    const aborting = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let due = 0;

    const run = async () => {
      let data: T | undefined;
      try {
        data = await latest.current.load(aborting.signal);
        setState({ key, data, error: null });
      } catch (e) {
        if (aborting.signal.aborted) {
          return;
        }
        const error = e instanceof ApiError ? e : new ApiError(0, 'This page failed', String(e));
        setState((before) => ({ ...(before.key === key ? before : {}), key, error }));
      }
      if (!aborting.signal.aborted && latest.current.period) {
        const wait = latest.current.period(data);
        due = Date.now() + wait;
        timer = setTimeout(next, wait);
      }
    };
    const next = () => {
      if (document.visibilityState === 'visible') {
        clearTimeout(timer);
        void run();
      }
    };
    const onVisible = () => {
      if (due > 0 && Date.now() >= due) {
        due = 0;
        next();
      }
    };
    document.addEventListener('visibilitychange', onVisible);
    void run();
    return () => {
      aborting.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [key, version, round]);

  const known = state.key === key;
  return { data: known ? state.data : undefined, error: known ? state.error : null, reload };
}
