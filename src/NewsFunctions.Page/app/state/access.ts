import type { ApiError } from '../api/client';

let listener: ((error: ApiError) => void) | null = null;

/** Registers a callback for calls refused with 401 or 403. */
export function onRefusal(callback: (error: ApiError) => void): () => void {
  listener = callback;
  return () => {
    listener = null;
  };
}

export function tellRefusal(error: ApiError): void {
  listener?.(error);
}
