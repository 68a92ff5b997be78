import { renderToString } from 'preact-render-to-string';
import { ApiDocs } from './ApiDocs';
import type { OpenApi } from './openapi';

/** Renders the whole document. The server inserts the asset names. */
export function render(api: OpenApi): string {
  return '<!doctype html>\n' + renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{api.info.title}</title>
        <link rel="icon" href="/assets/{{icon.svg}}" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/{{api-docs.css}}" />
      </head>
      <body><ApiDocs api={api} /></body>
    </html>,
  );
}
