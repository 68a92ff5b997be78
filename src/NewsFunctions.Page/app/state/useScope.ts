import { get } from '../api/client';
import { useLoad } from './useLoad';

/** Whether the archive lets the reader change something. False until that is known. */
export function useMayWrite(): boolean {
  const scope = useLoad('scope', (signal) => get<{ scope: 'feed' | 'read' | 'write' }>('session', {}, signal));
  return scope.data?.scope === 'write';
}
