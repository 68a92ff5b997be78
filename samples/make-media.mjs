#!/usr/bin/env node
// Writes samples/media: a small real file for every path that samples/site.json says is alive or moved. Needs ffmpeg.
// Each path has colours of its own, because the same bytes under several paths are what a placeholder looks like.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const samples = import.meta.dirname;
const media = join(samples, 'media');
const plan = JSON.parse(readFileSync(join(samples, 'site.json'), 'utf8')).media;
const encoders = {
  '.jpg': ['-frames:v', '1', '-q:v', '6'],
  '.png': ['-frames:v', '1'],
  '.gif': ['-frames:v', '1'],
  '.mp4': ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '40', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
};

rmSync(media, { recursive: true, force: true });
for (const [path, answer] of Object.entries(plan)) {
  if (answer !== 'alive' && answer !== 'moved') continue;
  const hash = createHash('sha256').update(path).digest('hex');
  const gradient = `gradients=s=64x48:r=10:d=1:speed=0.05:nb_colors=2:x0=0:y0=0:x1=63:y1=47`
    + `:c0=0x${hash.slice(0, 6)}:c1=0x${hash.slice(6, 12)}`;
  const file = join(media, path);
  mkdirSync(dirname(file), { recursive: true });
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', gradient,
    ...encoders[extname(path)], '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', file]);
}
