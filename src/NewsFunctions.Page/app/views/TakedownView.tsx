import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, remove } from '../api/client';
import type { Takedown } from '../api/types';
import { Heading, Trouble, Waiting } from '../parts/Parts';
import { useLoad } from '../state/useLoad';
import { goingWords, stayingWords } from '../words/takedown';

interface Props {
  /** Path of the API call. */
  path: string;
  /** What is taken down: "article 900429". */
  what: string;
  /** The id that must be typed to confirm. */
  id: string;
  /** Address to return to. */
  back: string;
  /** Whether its bytes can be blanked in uploads that stay. */
  mayRewrite: boolean;
}

/**
 * Takes down an article or a dump. Lists first what would be removed, then asks for confirmation. Opening it again
 * continues an interrupted takedown.
 */
export function TakedownView({ path, what, id, back, mayRewrite }: Props) {
  const [rewrite, setRewrite] = useState(false);
  const plan = useLoad(`takedown ${path} ${rewrite}`, (signal) => remove(path, { dryRun: true, rewrite: mayRewrite ? rewrite : null }, signal));
  const work = useTakedown(path, mayRewrite ? rewrite : null);
  const offersRewrite = mayRewrite && (rewrite || (plan.data?.bytesThatStay.length ?? 0) > 0);

  return (
    <div class="takedown">
      <Heading dir="auto">{work.done ? `The ${what} was taken down.` : `Take down the ${what}?`}</Heading>
      <Trouble error={plan.error} retry={plan.reload} />
      {!plan.data && !plan.error && <Waiting rows={4} />}
      {work.done
        ? <Report report={work.done} isPast />
        : plan.data && (
          <>
            <Report report={plan.data} isPast={false} />
            {offersRewrite && (
              <p><label><input type="checkbox" checked={rewrite} disabled={work.isRunning} onChange={(e) => setRewrite(e.currentTarget.checked)} /> Blank its text in plain text uploads that have other articles, too</label></p>
            )}
            <Confirm what={what} id={id} isRunning={work.isRunning} start={work.start} />
          </>
        )}
      <p role="status">{work.words}</p>
      <Trouble error={work.error} retry={work.start} />
      <p><a href={back}>{work.done ? 'Back' : 'Back, and leave it as it is'}</a></p>
    </div>
  );
}

function Confirm({ what, id, isRunning, start }: { what: string; id: string; isRunning: boolean; start: () => void }) {
  const [typed, setTyped] = useState('');
  const submit = (e: Event) => {
    e.preventDefault();
    if (typed.trim() === id) {
      start();
    }
  };
  return (
    <form onSubmit={submit}>
      <p>It cannot be undone here{what.startsWith('article') && ', and no upload brings it back'}. To confirm, type <code dir="ltr">{id}</code>.</p>
      <p class="actions">
        <label><span class="hidden">The id of the {what}</span><input name="confirm" value={typed} onInput={(e) => setTyped(e.currentTarget.value)} autocomplete="off" spellcheck={false} dir="ltr" /></label>
        <button type="submit" disabled={isRunning || typed.trim() !== id}>Take it down</button>
      </p>
    </form>
  );
}

function Report({ report, isPast }: { report: Takedown; isPast: boolean }) {
  const going = goingWords(report);
  const staying = stayingWords(report);
  return (
    <>
      <section aria-labelledby="going">
        <h2 id="going">{isPast ? 'What is gone' : 'What goes'}</h2>
        {going.length === 0 && <p>Nothing of it is left.</p>}
        <ul class="list">{going.map((words) => <li key={words} dir="auto">{words}</li>)}</ul>
      </section>
      {staying.length > 0 && (
        <section aria-labelledby="staying">
          <h2 id="staying">What stays</h2>
          <ul class="list">{staying.map((words) => <li key={words} dir="auto">{words}</li>)}</ul>
        </section>
      )}
    </>
  );
}

/** Repeats the call until everything is removed: a large dump takes more time than one call has. */
function useTakedown(path: string, rewrite: boolean | null) {
  const [done, setDone] = useState<Takedown | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [words, setWords] = useState('');
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);

  const run = async () => {
    setError(null);
    setWords('Taking it down.');
    try {
      let report: Takedown;
      do {
        report = await remove(path, { dryRun: false, rewrite }, leaving.current.signal);
        setWords('More is to be taken down; going on.');
      } while (!report.done && !leaving.current.signal.aborted);
      setDone(report);
      setWords('');
    } catch (e) {
      if (!leaving.current.signal.aborted) {
        setError(e instanceof ApiError ? e : new ApiError(0, 'This page failed', String(e)));
        setWords('It broke off. The same again goes on with it.');
      }
    }
  };
  return { done, error, words, isRunning: words !== '' && error === null, start: () => void run() };
}
