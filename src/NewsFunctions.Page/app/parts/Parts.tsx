import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ApiError } from '../api/client';
import type { LinkState } from '../api/types';
import { itemAttribute } from '../state/keys';
import { momentWords, shortDay } from '../words/dates';
import { stateWords } from '../words/states';

/** Makes an element one of those that j and k step through. */
export const item = { [itemAttribute]: '' };

const icons: Record<LinkState, string> = {
  Alive: 'M3 8.5 6.5 12 13 4.5',
  Suspect: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.3C8.3 8.7 8 9.2 8 10M8 12.6v.4',
  Dead: 'M4 4l8 8M12 4l-8 8',
  Blocked: 'M3.5 8h9',
  Unknown: 'M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8',
  Ignored: 'M3.5 12.5 12.5 3.5',
};

/** Shows a state as a word with an icon. Colour alone never carries the meaning. */
export function StateWord({ state }: { state: LinkState }) {
  return (
    <span class={`state state-${state}`}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d={icons[state]} /></svg>
      {stateWords[state]}
    </span>
  );
}

/** Shows a failure and what to do about it. Existing content stays beside it. */
export function Trouble({ error, retry }: { error: ApiError | null; retry: () => void }) {
  if (!error) {
    return null;
  }
  return (
    <p class="trouble" role="alert">
      <b>{error.title || 'That failed'}.</b> <span dir="auto">{error.detail}</span>{' '}
      {error.passes && <button type="button" class="plain" onClick={retry}>Try again</button>}
    </p>
  );
}

/** Shows a time as a day, with the full time as a tooltip. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at} title={momentWords(at)}>{shortDay(at)}</time>;
}

/** Links to another site. Only http and https addresses become links; anything else from a dump stays text. */
export function Outside({ to, children }: { to: string; children: ComponentChildren }) {
  return isWeb(to)
    ? <a href={to} target="_blank" rel="noreferrer noopener external">{children}<span class="hidden"> (another site)</span></a>
    : <span dir="auto">{to}</span>;
}

/** Whether a view has opened whose heading is not rendered yet. */
export const arrival = { isPending: false };

/** The heading of a view. It takes the focus when the view opens, so that screen readers announce the view. */
export function Heading({ children, ...rest }: { children: ComponentChildren; dir?: 'auto' }) {
  useEffect(() => {
    if (arrival.isPending) {
      arrival.isPending = false;
      document.getElementById('heading')?.focus({ preventScroll: true });
    }
  }, []);
  return <h1 id="heading" tabIndex={-1} {...rest}>{children}</h1>;
}

/** Placeholder until the first response. It is as high as the expected content, to avoid layout shifts. */
export function Waiting({ rows = 3 }: { rows?: number }) {
  return (
    <div class="waiting" role="status">
      <span class="hidden">Loading</span>
      {Array.from({ length: rows }, (_, i) => <div key={i} />)}
    </div>
  );
}

export function More({ more, isLoading }: { more: (() => void) | null; isLoading: boolean }) {
  return more && <p><button type="button" class="plain" onClick={more} disabled={isLoading}>{isLoading ? 'Loading more' : 'Show more'}</button></p>;
}

function isWeb(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
