// The loader that anyone would write: parses each dump, upserts a row for the article and one for each related item, 16 dumps at once.
// Prints the seconds. No uploads, no provenance, no ledger, no check of what was there before.
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import path from 'node:path';

const [modules, connection, folder] = process.argv.slice(2);
const { TableClient } = createRequire(path.join(modules, 'package.json'))('@azure/data-tables');
const options = { allowInsecureConnection: true };
const articles = TableClient.fromConnectionString(connection, 'LoadedArticles', options);
const items = TableClient.fromConnectionString(connection, 'LoadedItems', options);

async function load(file) {
  const text = await readFile(path.join(folder, file), 'utf8');
  const [, body, list] = /^([\s\S]*?)string\(\d+\) "(\[[\s\S]*\])"/.exec(text);
  const [date, ...paragraphs] = body.trim().split('\n');
  const published = new Date(`${date} UTC`);
  const month = published.toISOString().slice(0, 7);
  const id = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const related = JSON.parse(list);
  await articles.upsertEntity({
    partitionKey: month, rowKey: id, published, text: paragraphs.join('\n'), related: related.map((item) => item.id).join(' '),
  }, 'Replace');
  await Promise.all(related.map((item) =>
    items.upsertEntity({ partitionKey: month, rowKey: item.id, pic: item.pic, title: item.title, article: id }, 'Replace')));
}

await articles.createTable();
await items.createTable();
const files = (await readdir(folder)).sort();
const begun = performance.now();
let next = 0;
await Promise.all(Array.from({ length: 16 }, async () => {
  while (next < files.length) {
    await load(files[next++]);
  }
}));
console.log(((performance.now() - begun) / 1000).toFixed(3));
