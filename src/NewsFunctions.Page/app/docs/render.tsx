import { renderToString } from 'preact-render-to-string';
import { ApiDocs } from './ApiDocs';
import type { OpenApi } from './openapi';

/** The whole document; the server puts the names of the assets into it. */
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
