import { useState } from 'preact/hooks';
import { ApiError, judge, takeBackJudgement } from '../api/client';
import type { Judgement, Link } from '../api/types';
import { Moment } from '../parts/Parts';
import { shortDay } from '../words/dates';
import { judgements, judgementWords } from '../words/judgements';
import { stateWords } from '../words/states';

/** Shows a person's judgement of a link, and a form to record one. */
export function Judging({ link, onJudged }: { link: Link; onJudged: () => void }) {
  const [error, setError] = useState<ApiError | null>(null);
  const [isSending, setSending] = useState(false);
  const [words, setWords] = useState('');

  const send = async (call: () => Promise<Link>, done: string) => {
    setSending(true);
    setError(null);
    setWords('');
    try {
      await call();
      setWords(done);
      onJudged();
    } catch (reason) {
      setError(reason instanceof ApiError ? reason : new ApiError(0, 'This page failed', String(reason)));
    }
    setSending(false);
  };

  return (
    <div class="judging">
      {link.judgement && (
        <p class="judged">
          <Moment at={link.judgement.at} />: {judgementWords(link.judgement)}
          {link.judgement.reason && <>: <q dir="auto">{link.judgement.reason}</q></>}. <span class="soft">{checkedWords(link)}</span>{' '}
          <button type="button" class="plain" disabled={isSending} onClick={() => void send(() => takeBackJudgement(link.site, link.linkId), 'Taken back: the checks decide again.')}>
            Take it back
          </button>
        </p>
      )}
      <details>
        <summary>{link.judgement ? 'Judge it anew' : 'I know better than the checks'}</summary>
        <JudgementForm key={link.judgement?.at} isSending={isSending} onJudge={(says, reason, until) => void send(() => judge(link.site, link.linkId, says, reason, until), 'Recorded.')} />
      </details>
      <p role="status" class="soft">{words}</p>
      {error && <p class="trouble" role="alert"><b>{error.title}.</b> <span dir="auto">{error.detail}</span></p>}
    </div>
  );
}

interface FormProps {
  isSending: boolean;
  onJudge: (says: Judgement['says'], reason: string, until: string) => void;
}

function JudgementForm({ isSending, onJudge }: FormProps) {
  const [says, setSays] = useState<Judgement['says']>('dead');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        onJudge(says, reason.trim(), until);
      }}
    >
      <fieldset>
        <legend class="hidden">What the link is</legend>
        {judgements.map(([one, hint]) => (
          <label key={one}>
            <input type="radio" name="says" value={one} checked={says === one} onChange={() => setSays(one)} /> {hint}
          </label>
        ))}
      </fieldset>
      <p>
        <label>Why <input name="reason" maxLength={1000} value={reason} onInput={(e) => setReason(e.currentTarget.value)} dir="auto" /></label>{' '}
        <label>Until, if not for good <input name="until" type="date" min={tomorrow} value={until} onInput={(e) => setUntil(e.currentTarget.value)} /></label>{' '}
        <button type="submit" disabled={isSending}>Record it</button>
      </p>
    </form>
  );
}

/** Shows what the checks found, next to a judgement. */
function checkedWords(link: Link): string {
  if (link.checkedState === null) {
    return '';
  }
  return link.lastChecked
    ? `The checks say: ${stateWords[link.checkedState]}, last ${shortDay(link.lastChecked)}.`
    : 'It was never checked.';
}
