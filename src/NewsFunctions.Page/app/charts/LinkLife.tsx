import type { LinkCheck } from '../api/types';
import { momentWords } from '../words/dates';
import { judgementWords } from '../words/judgements';
import { effectOf, verdictWords } from '../words/states';

/** Shows a link's checks as a row of dots, oldest first. Consecutive strikes are numbered. */
export function LinkLife({ checks, isWhole }: { checks: LinkCheck[]; isWhole: boolean }) {
  const oldestFirst = [...checks].reverse();
  const strikes = strikesOf(oldestFirst);
  return (
    <ol class="life" aria-label={isWhole ? 'All checks, the oldest first' : 'The last checks, the oldest first'}>
      {oldestFirst.map((check, i) => {
        const effect = check.judgement ? 'judged' : effectOf(check.verdict);
        const words = `${momentWords(check.checkedAt)}: ${check.judgement ? judgementWords(check.judgement) : `it ${verdictWords(check.verdict)}`}`;
        return (
          <li key={check.checkedAt + i} class={`dot dot-${effect}`} title={words}>
            <span class="hidden">{words}</span>
            <span aria-hidden="true">{effect === 'strike' ? strikes[i] : effect === 'judged' ? '!' : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}

/**
 * Numbers the strikes since the link was last alive. Every failed check gets a number, although strikes less than a day
 * or so apart count only once towards the state.
 */
function strikesOf(checks: LinkCheck[]): number[] {
  let strikes = 0;
  return checks.map((check) => {
    const effect = effectOf(check.verdict);
    strikes = effect === 'alive' ? 0 : effect === 'strike' ? strikes + 1 : strikes;
    return strikes;
  });
}
