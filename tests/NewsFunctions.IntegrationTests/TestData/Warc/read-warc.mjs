// Reads a WARC file with warcio, an independent reader, and verifies every block against its record's digests. Prints
// the records as one JSON array. Exits with 1 if a length or digest is wrong.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import base32Encode from 'base32-encode';
import { WARCParser } from 'warcio';

const records = [];
let wrong = 0;
for await (const record of new WARCParser(createReadStream(process.argv[2]), { parseHttp: false })) {
  const hash = createHash('sha1');
  const block = [];
  for await (const chunk of record) {
    hash.update(chunk);
    block.push(chunk);
  }

  const bytes = Buffer.concat(block);
  const digest = `sha1:${base32Encode(hash.digest(), 'RFC4648')}`;
  const header = (name) => record.warcHeader(name) ?? null;
  if (header('WARC-Block-Digest') !== digest || (header('WARC-Payload-Digest') ?? digest) !== digest || Number(header('Content-Length')) !== bytes.length) {
    wrong++;
  }

  records.push({
    version: record.warcHeaders.statusline.trim(),
    type: record.warcType,
    id: header('WARC-Record-ID'),
    date: record.warcDate,
    uri: record.warcTargetURI ?? null,
    contentType: header('Content-Type'),
    refersTo: header('WARC-Refers-To'),
    warcinfo: header('WARC-Warcinfo-ID'),
    payloadDigest: header('WARC-Payload-Digest'),
    block: bytes.toString('latin1'),
  });
}

console.log(JSON.stringify(records));
process.exit(wrong > 0 ? 1 : 0);
