import type { LinkCounts } from '../api/summaryTypes';
import type { LinkState } from '../api/types';
import { num } from '../words/numbers';
import { stateHints, states, stateWords } from '../words/states';

export function countOf(counts: LinkCounts, state: LinkState): number {
  return counts[state.toLowerCase() as 'alive' | 'suspect' | 'dead' | 'blocked' | 'unknown' | 'ignored'] ?? 0;
}

/** Shows all links as one bar. Its parts, and the labels below it, filter the page. */
export function StackedBar({ counts, selected, hrefOf }: { counts: LinkCounts; selected: LinkState | null; hrefOf: (state: LinkState | null) => string }) {
  return (
    <div class="bar">
      <div class="bar-parts" aria-hidden="true">
        {states.map((state) => (
          countOf(counts, state) > 0 && (
            <a
              key={state}
              class={`bar-part fill-${state}`}
              style={{ flexGrow: countOf(counts, state) }}
              data-dim={selected !== null && selected !== state ? '' : undefined}
              href={hrefOf(selected === state ? null : state)}
              tabIndex={-1}
              title={`${num(countOf(counts, state))} ${stateWords[state]}`}
            />
          )
        ))}
      </div>
      <ul class="bar-words" aria-label="Links by state">
        {states.filter((state) => state !== 'Ignored' || countOf(counts, state) > 0).map((state) => (
          <li key={state}>
            <a href={hrefOf(selected === state ? null : state)} aria-current={selected === state ? 'true' : undefined} title={stateHints[state]}>
              <span class={`swatch fill-${state}`} aria-hidden="true" />
              <b>{num(countOf(counts, state))}</b> {stateWords[state]}
            </a>
            {' '}
            <span class="soft">{note(counts, state)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function note(counts: LinkCounts, state: LinkState): string {
  if (state === 'Dead' && counts.dead > 0) {
    return `${num(counts.deadWithCopy)} with a copy`;
  }
  if (state === 'Suspect' && counts.suspectWithCopy > 0) {
    return `${num(counts.suspectWithCopy)} with a copy`;
  }
  return '';
}
