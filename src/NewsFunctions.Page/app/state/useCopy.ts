import { useState } from 'preact/hooks';
import { count } from '../words/numbers';

/** Puts lines on the clipboard, and says so. */
export function useCopy(): { words: string; copy: (lines: string[]) => void } {
  const [words, setWords] = useState('');
  const copy = (lines: string[]) => void navigator.clipboard.writeText(lines.join('\n')).then(
    () => setWords(`Copied ${count(lines.length, 'line')}: what is lost, and its replacement.`),
    () => setWords('The browser does not let this page write to the clipboard.'),
  );
  return { words, copy };
}
