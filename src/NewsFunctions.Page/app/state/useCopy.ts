import { useState } from 'preact/hooks';
import { count } from '../words/numbers';

/** Copies lines to the clipboard and reports the result in words. */
export function useCopy(): { words: string; copy: (lines: string[]) => void } {
  const [words, setWords] = useState('');
  const copy = (lines: string[]) => void navigator.clipboard.writeText(lines.join('\n')).then(
    () => setWords(`Copied ${count(lines.length, 'line')}: what is lost, and its replacement.`),
    () => setWords('The browser does not let this page write to the clipboard.'),
  );
  return { words, copy };
}
