import type { LinkCounts, LinkState } from '../api/types';
import { num, percent } from '../words/numbers';
import { stateHints, states, stateWords } from '../words/states';

export function countOf(counts: LinkCounts, state: LinkState): number {
  return counts[state.toLowerCase() as 'alive' | 'suspect' | 'dead' | 'blocked' | 'unknown'];
}

/** All links as one bar; its parts, and the words under it, filter the page. */
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
        {states.map((state) => (
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

/** A bar in a row of a table: lost, in doubt, and the rest. */
export function SmallBar({ counts }: { counts: { total: number; dead: number; suspect: number } }) {
  const rest = Math.max(0, counts.total - counts.dead - counts.suspect);
  return (
    <span class="small-bar" role="img" aria-label={`${percent(counts.dead, counts.total)} lost, ${percent(counts.suspect, counts.total)} in doubt`}>
      {counts.dead > 0 && <span class="fill-Dead" style={{ flexGrow: counts.dead }} />}
      {counts.suspect > 0 && <span class="fill-Suspect" style={{ flexGrow: counts.suspect }} />}
      {rest > 0 && <span class="fill-rest" style={{ flexGrow: rest }} />}
    </span>
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
