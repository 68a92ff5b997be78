import type { Judgement } from '../api/types';
import { momentWords } from './dates';

/** The judgements a person can choose, and what each does. */
export const judgements: [Exclude<Judgement['says'], 'none'>, string][] = [
  ['dead', 'It is lost, whatever the checks say'],
  ['alive', 'It is there, whatever the checks say'],
  ['ignore', 'Nobody needs it: check it no more'],
];

const said: Record<Judgement['says'], string> = {
  dead: 'judged it lost',
  alive: 'judged it to be there',
  ignore: 'said that nobody needs it',
  none: 'took the judgement back',
};

/**
 * Builds "ada judged it lost until 1 May 2027". Leaves out the reason: it is untrusted text and is shown separately.
 */
export function judgementWords(judgement: Judgement): string {
  if (judgement.says === 'none' && judgement.by === null) {
    return 'the time of the judgement was over';
  }
  const until = judgement.until ? ` until ${momentWords(judgement.until)}` : '';
  return `${judgement.by ?? 'somebody'} ${said[judgement.says]}${until}`;
}
