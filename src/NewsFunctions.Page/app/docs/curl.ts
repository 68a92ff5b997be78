import type { Method, Operation, Parameter } from './openapi';

const origin = 'http://localhost:7071';

/** Writes the call as a shell command, with the examples of its parameters. */
export function curl(method: Method, path: string, operation: Operation): string {
  const parts = ['curl'];
  if (method === 'delete') {
    parts.push('-X DELETE');
  }
  if (isFile(operation)) {
    parts.push('-OJ');
  }
  parts.push(quote(address(path, operation.parameters ?? [])));
  if (method !== 'get') {
    parts.push('-H "x-news-key: $KEY"');
  }
  for (const [type, body] of Object.entries(operation.requestBody?.content ?? {})) {
    parts.push(type === 'application/json'
      ? `--json ${quote(JSON.stringify(body.example))}`
      : `--data-binary ${quote(`@${String(body.example)}`)}`);
  }
  return parts.join(' ');
}

function address(path: string, parameters: Parameter[]): string {
  const filled = parameters.filter((one) => one.in === 'path')
    .reduce((text, one) => text.replace(`{${one.name}}`, encodeURIComponent(String(one.example))), path);
  const query = parameters.filter((one) => one.in === 'query' && one.example !== undefined)
    .map((one) => `${one.name}=${encodeURIComponent(String(one.example)).replaceAll('%2F', '/')}`);
  return origin + filled + (query.length > 0 ? `?${query.join('&')}` : '');
}

function isFile(operation: Operation): boolean {
  const types = Object.keys(operation.responses['200']?.content ?? {});
  return types.some((type) => /octet-stream|^image|^video|csv|ndjson/.test(type));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
