// Installs the packages of package-lock.json that are missing from the repository's node_modules. Installs into a
// staging folder and moves the result into place, as the script `news` does.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const patience = 10 * 60_000;
const pause = 500;

/** Ensures that the named packages are installed in the versions pinned in package.json. */
export function ensurePackages(root, names) {
  if (areInstalled(root, names)) {
    return;
  }
  withLock(join(root, 'artifacts', 'npm-page.lock'), () => {
    if (!areInstalled(root, names)) {
      install(root);
    }
  });
}

function areInstalled(root, names) {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return names.every((name) => {
    const manifest = join(root, 'node_modules', name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === dependencies[name];
  });
}

function install(root) {
  console.log('Installing the packages of package-lock.json (npm ci), once, about half a minute ...');
  const staging = join(root, 'artifacts', `npm-page-${process.pid}`);
  mkdirSync(staging, { recursive: true });
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(join(root, file), join(staging, file));
    }
    const npm = spawnSync('npm ci --omit=dev --no-audit --no-fund', { cwd: staging, shell: true, encoding: 'utf8' });
    if (npm.status !== 0) {
      throw new Error(`npm ci failed, which installs what the page is built with:\n${npm.stdout ?? ''}${npm.stderr ?? ''}`);
    }
    const target = join(root, 'node_modules');
    // node_modules may be a link to another checkout's packages. It is moved aside, never followed.
    try {
      renameSync(target, join(staging, 'replaced'));
    } catch (e) {
      if (e.code !== 'ENOENT') {
        throw e;
      }
    }
    renameSync(join(staging, 'node_modules'), target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Builds of two configurations may run at once. An old lock, or one whose process was killed, is removed. */
function withLock(path, work) {
  mkdirSync(join(path, '..'), { recursive: true });
  const begun = Date.now();
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (e) {
      if (e.code !== 'EEXIST' || Date.now() - begun > patience) {
        throw e;
      }
      if (isStale(path)) {
        rmSync(path, { force: true });
      } else {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
      }
    }
  }
  try {
    work();
  } finally {
    rmSync(path, { force: true });
  }
}

function isStale(path) {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    if (holder > 0) {
      process.kill(holder, 0);
    }
    return Date.now() - statSync(path).mtimeMs > patience;
  } catch (e) {
    return e.code === 'ESRCH';
  }
}
