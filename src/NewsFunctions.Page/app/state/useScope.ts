import { get } from '../api/client';
import { useLoad } from './useLoad';

/** Whether the reader may change the archive. False until known. */
export function useMayWrite(): boolean {
  const scope = useLoad('scope', (signal) => get<{ scope: 'feed' | 'read' | 'write' }>('session', {}, signal));
  return scope.data?.scope === 'write';
}
