// Bundles the page: node build.mjs FOLDER. Writes index.html, app.js, app.css, icon.svg and samples.json to the folder,
// and renders api-docs.html from docs/openapi.json. The C# project embeds these files. The server adds hashes to the
// names of scripts and styles.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const target = process.argv[2];
const openApi = join(root, 'docs', 'openapi.json');

try {
  ensurePackages(root, ['esbuild', 'preact', 'preact-render-to-string']);
  const { build } = createRequire(join(root, 'package.json'))('esbuild');
  mkdirSync(target, { recursive: true });
  const options = {
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    nodePaths: [join(root, 'node_modules')],
    legalComments: 'none',
    logLevel: 'error',
  };
  await build({
    ...options,
    entryPoints: [join(here, 'app', 'app.tsx'), ...['app.css', 'api-docs.css'].map((style) => join(here, 'app', 'style', style))],
    outdir: target,
    entryNames: '[name]',
    minify: true,
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
  });
  const { outputFiles: [renderer] } = await build({
    ...options,
    entryPoints: [join(here, 'app', 'docs', 'render.tsx')],
    platform: 'node',
    write: false,
  });
  const { render } = await import(`data:text/javascript;base64,${Buffer.from(renderer.contents).toString('base64')}`);
  writeFileSync(join(target, 'api-docs.html'), render(JSON.parse(readFileSync(openApi, 'utf8'))));
  const dumps = join(root, 'samples', 'dumps');
  const samples = readdirSync(dumps).sort().map((name) => ({ name, base64: readFileSync(join(dumps, name)).toString('base64') }));
  writeFileSync(join(target, 'samples.json'), JSON.stringify(samples));
  cpSync(openApi, join(target, 'openapi.json'));
  for (const file of ['index.html', 'icon.svg']) {
    cpSync(join(here, 'app', file), join(target, file));
  }
} catch (e) {
  // esbuild has already printed its own errors.
  if (!e.errors) {
    console.error(`error: ${e.message}`);
  }
  process.exitCode = 1;
}
