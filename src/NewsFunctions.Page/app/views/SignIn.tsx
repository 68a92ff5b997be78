import { useState } from 'preact/hooks';
import { ApiError, startSession } from '../api/client';
import { Heading } from '../parts/Parts';

interface Props {
  /** The response that refused a call; null if the reader opened this view directly. */
  refusal: ApiError | null;
  onSignedIn: () => void;
}

/** Asks for a key and exchanges it for a session. The key is not stored. */
export function SignIn({ refusal, onSignedIn }: Props) {
  const [key, setKey] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const submit = async (e: Event) => {
    e.preventDefault();
    setSending(true);
    setError(null);
    try {
      await startSession(key.trim());
      onSignedIn();
    } catch (reason) {
      setError(reason instanceof ApiError ? reason : new ApiError(0, 'This page failed', String(reason)));
      setSending(false);
    }
  };

  return (
    <form class="sign-in" onSubmit={submit}>
      <Heading>This archive needs a key.</Heading>
      {refusal && !error && <p class="soft" dir="auto">{refusal.detail}</p>}
      <label>
        Key{' '}
        <input type="password" name="key" autocomplete="current-password" required value={key} onInput={(e) => setKey(e.currentTarget.value)} />
      </label>{' '}
      <button type="submit" disabled={isSending}>Open the archive</button>
      {error && <p class="trouble" role="alert"><b>{error.title}.</b> <span dir="auto">{error.detail}</span></p>}
      {refusal?.signIn && <p><a href={refusal.signIn}>Sign in with your account</a> instead.</p>}
      <p class="soft">The browser stays signed in for twelve hours.</p>
    </form>
  );
}
