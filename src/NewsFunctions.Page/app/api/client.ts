import { tellRefusal } from '../state/access';
import type { Dump, Judgement, Link, Recheck, Takedown } from './types';

export type Query = Record<string, string | number | boolean | null | undefined>;

/** A failed call. The text comes from the archive's answer or from this page. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** The platform's sign-in page, if it has one. */
    readonly signIn: string | null = null,
  ) {
    super(detail || title);
  }

  /** Whether a retry may succeed. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function apiUrl(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return `/api/${path}${text ? `?${text}` : ''}`;
}

/** Joins path segments. Escapes each one, because ids and hosts come from dumps. */
export function pathOf(...segments: string[]): string {
  return segments.map(encodeURIComponent).join('/');
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return send<T>(apiUrl(path, query), signal ? { signal } : {});
}

export function load<T>(address: string): Promise<T> {
  return send<T>(address, {});
}

export function checkNow(site: string, linkIds: string[]): Promise<Recheck> {
  return send<Recheck>(apiUrl('link-checks'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ site, linkIds }),
  });
}

/** Records a person's judgement of a link. */
export function judge(site: string, linkId: string, says: Judgement['says'], reason: string, until: string): Promise<Link> {
  return send<Link>(apiUrl(`links/${pathOf(site, linkId)}/judgement`), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ says, reason: reason || null, until: until ? `${until}T00:00:00Z` : null }),
  });
}

/** Removes the judgement, so that checks decide the state again. */
export function takeBackJudgement(site: string, linkId: string): Promise<Link> {
  return send<Link>(apiUrl(`links/${pathOf(site, linkId)}/judgement`), { method: 'DELETE' });
}

/** Takes something down. A dry run only lists what would be removed. */
export function remove(path: string, query: Query, signal: AbortSignal): Promise<Takedown> {
  return send<Takedown>(apiUrl(path, query), { method: 'DELETE', signal });
}

/** Exchanges a key for a session cookie. */
export async function startSession(key: string): Promise<void> {
  await send<unknown>(apiUrl('session'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  });
}

/** Uploads a dump. Uses XMLHttpRequest, because fetch does not report upload progress. */
export function upload(file: File, site: string, onProgress: (share: number) => void): Promise<Dump> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiUrl('dumps', { name: file.name, site }));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (e) => onProgress(e.lengthComputable && e.total > 0 ? e.loaded / e.total : 0);
    request.onerror = () => reject(silence());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Dump);
      } else {
        reject(refusal(request.status, request.responseText));
      }
    };
    request.send(file);
  });
}

async function send<T>(url: string, init: RequestInit): Promise<T> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, init);
    text = await answer.text();
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') {
      throw e;
    }
    throw silence();
  }
  if (!answer.ok) {
    throw refusal(answer.status, text);
  }
  return JSON.parse(text) as T;
}

function silence(): ApiError {
  return new ApiError(0, 'The archive does not answer', 'It may have been stopped, or the connection is gone.');
}

function refusal(status: number, body: string): ApiError {
  const error = describe(status, body);
  if (status === 401 || status === 403) {
    tellRefusal(error);
  }
  return error;
}

function describe(status: number, body: string): ApiError {
  const problem = parse(body);
  if (typeof problem?.detail === 'string') {
    // Accept only the platform's own path, so that a response cannot send people elsewhere.
    const signIn = typeof problem.signIn === 'string' && problem.signIn.startsWith('/.auth/') ? problem.signIn : null;
    return new ApiError(status, String(problem.title ?? ''), problem.detail, signIn);
  }
  return new ApiError(status, `The archive answered ${status}`, '');
}

interface ProblemBody {
  title?: unknown;
  detail?: unknown;
  signIn?: unknown;
}

function parse(body: string): ProblemBody | null {
  try {
    return JSON.parse(body) as ProblemBody;
  } catch {
    return null;
  }
}
