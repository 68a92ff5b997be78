import type { ApiError } from '../api/client';

let listener: ((error: ApiError) => void) | null = null;

/** Calls back when the archive refuses a call because of who asks. */
export function onRefusal(callback: (error: ApiError) => void): () => void {
  listener = callback;
  return () => {
    listener = null;
  };
}

export function tellRefusal(error: ApiError): void {
  listener?.(error);
}
