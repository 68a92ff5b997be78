// Azurite in one process with a control port that counts its users: a user is an open connection, so the operating
// system ends a use even when the user is killed. The last user's release stops Azurite; when the last one vanished
// without a word, it stays for the next until `lingerSeconds` have passed. Started by LocalStorageSupervisor.cs.
//
// Azurite answers before it has saved: its databases are written every 5 seconds, and nobody hears of a failure. So here
// - a request with the header `x-local-storage-save` is answered when everything written before it is saved, or with 507;
// - after a save that failed every write is answered with 507, and every answer says why, until a save succeeds;
// - a listing of blobs that fails because of their names says which these are: Azurite takes names that XML cannot hold;
// - new tables, containers and queues are saved at once: clients create them once, and Azurite may be killed.
//
// The settings and the account key come in the environment: other users of the machine can read a command line.
'use strict';
const { spawn } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { StringDecoder } = require('node:string_decoder');

const settings = JSON.parse(process.env.LOCAL_STORAGE_SETTINGS);
const loopback = '127.0.0.1';
const services = ['blob', 'queue', 'table'];
const saveHeader = 'x-local-storage-save';
const errorHeader = 'x-local-storage-save-error';
const largeFile = settings.largeFile ?? 2 ** 28;
const notInXml = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

if (process.argv[2] === 'launch') launch(); else serve();

// A process group of its own, so that Ctrl-C in the terminal of whoever came first takes nothing from the others.
function launch() {
  const log = fs.openSync(settings.log, 'w');
  // Azurite has all rows in memory, and all of them once more as text while it saves: more than the 4 GB that Node.js takes of its own accord.
  const heap = `--max-old-space-size=${Math.max(4096, Math.floor(os.totalmem() / 2 ** 21))}`;
  const child = spawn(process.execPath, [heap, __filename, 'serve'],
    { detached: true, windowsHide: true, cwd: settings.data, stdio: ['ignore', log, log, 'ipc'] });
  child.on('message', message => {
    if (message === 'ready') process.exit(0);
    process.stderr.write(`${message}\n`); // the log may be on a full disk
  });
  child.once('exit', () => process.exit(1));
}

function serve() {
  const users = new Set();
  const ports = {};
  const closed = new Set();
  const saves = watchSaves(path.dirname(path.resolve(settings.azurite)));
  let stopping = false;
  let endOfLinger;

  const stop = () => process.emit('SIGTERM');
  const linger = seconds => { endOfLinger = setTimeout(stop, seconds * 1000); };

  const control = net.createServer(socket => {
    let received = '';
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('data', text => {
      const lines = (received + text).split('\n');
      received = lines.pop();
      lines.forEach(answer);
      if (received.length > 1000) socket.destroy();
    });
    socket.on('close', () => {
      if (users.delete(socket) && users.size === 0 && !stopping) linger(settings.lingerSeconds);
    });

    function answer(line) {
      if (line === `use ${settings.instance}`) {
        if (stopping) { socket.write('stopping\n'); return; }
        clearTimeout(endOfLinger);
        users.add(socket);
        socket.write('ready\n');
      } else if (line === 'release' && users.has(socket)) {
        if (stopping || users.size === 1) {
          lastReleased(socket);
        } else {
          users.delete(socket);
          socket.end('released\n');
        }
      } else {
        socket.destroy();
      }
    }
  });

  // The connection ends with the process.
  async function lastReleased(socket) {
    const isFirst = !stopping;
    stopping = true;
    await saves.all();
    const error = saves.error();
    socket.write(error ? `unsaved ${error}\n` : 'stopping\n');
    if (isFirst) stop();
  }

  process.once('SIGINT', stopped).once('SIGTERM', stopped).on('exit', () => fs.rmSync(settings.endpoint, { force: true }));
  function stopped() {
    stopping = true;
    clearTimeout(endOfLinger);
    setTimeout(() => process.exit(1), 10000);
  }

  // A log on a full disk must not end the process.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  const printError = console.error;
  console.error = (...words) => {
    printError(...words);
    if (process.connected) process.send(words.join(' '));
  };

  // What Azurite says of itself is the only place that names the ports it took for 0.
  const print = console.log;
  console.log = (...words) => {
    print(...words);
    const [, service, port] = /^Azurite (\w+) service is successfully listening at .*:(\d+)$/.exec(words[0]) ?? [];
    if (port) {
      ports[service.toLowerCase()] = Number(port);
      if (services.every(name => ports[name])) ready();
    }
    const [, ended] = /^Azurite (\w+) service successfully closed$/.exec(words[0]) ?? [];
    // Azurite reports a closed service one turn before it stops listening. Exit only after that: others may reuse the ports.
    if (ended && closed.add(ended).size === services.length) setImmediate(() => process.exit(0));
  };

  function ready() {
    try {
      const file = `${settings.endpoint}.new`;
      const content = { instance: settings.instance, pid: process.pid, control: control.address().port, key: settings.key, ...ports };
      fs.rmSync(file, { force: true });
      fs.writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
      fs.renameSync(file, settings.endpoint);
    } catch (error) {
      console.error(`${error.message}`);
      process.exit(1);
    }
    // Whoever started it may be killed before it connects.
    linger(60);
    process.send('ready', () => process.disconnect());
  }

  guardRequests(saves);
  control.listen(0, loopback, () => {
    process.argv = [process.execPath, settings.azurite, '--silent', '--disableTelemetry', '--skipApiVersionCheck',
      ...(settings.inMemory ? ['--inMemoryPersistence'] : ['--location', settings.data]),
      ...services.flatMap((name, i) => [`--${name}Host`, loopback, `--${name}Port`, String(settings.ports[i])])];
    require(path.resolve(settings.azurite));
  });
}

// Follows the saves of Azurite's databases (LokiJS) and the writes of its blobs' content.
function watchSaves(azurite) {
  const Loki = require(require.resolve('lokijs', { paths: [azurite] }));
  const Extents = require(path.join(azurite, 'common', 'persistence', 'FSExtentStore.js')).default;
  const databases = new Set();
  const failures = new Map();
  let reported;

  function failed(what, error) {
    // One line of ASCII: it goes into a header.
    failures.set(what, String(error?.message ?? error).replace(/^(Error: )+/, '').replace(/[^ -~]+/g, ' ').slice(0, 500));
    if (reported !== failures.get(what)) {
      reported = failures.get(what);
      console.log(`Saving failed: ${reported}`);
    }
  }

  const autosave = Loki.prototype.autosaveEnable;
  Loki.prototype.autosaveEnable = function (...options) {
    if (settings.saveSeconds) this.autosaveInterval = settings.saveSeconds * 1000;
    autosave.apply(this, options);
  };

  const save = Loki.prototype.saveDatabaseInternal;
  Loki.prototype.saveDatabaseInternal = function (callback) {
    databases.add(this);
    const done = error => {
      if (error) {
        // LokiJS counts a failed save as saved. Marked as changed, the database is saved again at the next interval.
        this.collections.forEach(collection => { collection.dirty = true; });
        failed(this, error);
        fs.rm(`${this.filename}~`, { force: true }, () => callback?.(error)); // half a file takes room on a full disk
        return;
      }
      failures.delete(this);
      callback?.(error);
    };
    try {
      save.call(this, done);
    } catch (error) {
      done(error); // such as a database that is too large for one string
    }
  };

  // Node.js decodes at most 512 MB at once and counts bytes, while a string may have as many characters: what was saved as one string
  // can be too long to be read as one.
  const load = Loki.LokiFsAdapter.prototype.loadDatabase;
  Loki.LokiFsAdapter.prototype.loadDatabase = function (name, callback) {
    const size = fs.statSync(name, { throwIfNoEntry: false })?.size ?? 0;
    if (size <= largeFile) {
      load.call(this, name, callback);
      return;
    }
    const decoder = new StringDecoder('utf8');
    const pieces = [];
    fs.createReadStream(name, { highWaterMark: 2 ** 24 })
      .on('error', callback)
      .on('data', bytes => pieces.push(decoder.write(bytes)))
      .on('end', () => {
        try {
          callback(pieces.join('') + decoder.end());
        } catch (error) {
          callback(error);
        }
      });
  };

  const append = Extents.prototype.appendExtent;
  Extents.prototype.appendExtent = async function (...content) {
    try {
      return await append.apply(this, content);
    } catch (error) {
      if (['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'].includes(error.code)) {
        failed(this, error);
        // No write is let through meanwhile that could show that there is room again.
        setTimeout(() => failures.delete(this), 5000).unref();
      }
      throw error;
    }
  };

  // Of one container, as many as fit into a header.
  function unlistable(account, container) {
    const blobs = [...databases].map(database => database.getCollection('$BLOBS_COLLECTION$')).find(collection => collection);
    const names = blobs?.where(blob => blob.accountName === account && blob.containerName === container && notInXml.test(blob.name)) ?? [];
    let length = 0;
    return names.map(blob => encodeURIComponent(blob.name)).filter(name => (length += name.length + 1) < 6000).join(',');
  }

  const isUnsaved = database => database.autosaveDirty() || database.throttledSavePending;
  return {
    // In memory there is nothing to save, and a save would write out the whole of it all the same.
    all: async () => settings.inMemory ? undefined : Promise.all([...databases].filter(isUnsaved).map(database => new Promise(saved => database.saveDatabase(saved)))),
    error: () => failures.values().next().value,
    unlistable,
  };
}

function guardRequests(saves) {
  // Tells our storage from an Azurite that belongs to someone else, and one run of it from the next.
  const run = crypto.randomUUID();
  let saving;

  const createServer = http.createServer;
  http.createServer = (...options) => {
    const server = createServer(...options);
    const emit = server.emit;
    server.emit = function (event, ...rest) {
      if (event !== 'request') return emit.call(server, event, ...rest);
      receive(...rest, () => emit.call(server, event, ...rest));
      return true;
    };
    return server;
  };

  async function receive(request, response, serve) {
    const asksToSave = request.headers[saveHeader] !== undefined;
    if (asksToSave) await saves.all();
    const error = saves.error();
    response.setHeader('x-local-storage', run);
    if (error) response.setHeader(errorHeader, error);
    if (error && (asksToSave || changes(request))) {
      refuse(request, response);
      return;
    }
    if (creates(request)) response.once('finish', saveSoon);
    if (lists(request)) explainFailure(request, response);
    serve();
  }

  function saveSoon() {
    clearTimeout(saving);
    saving = setTimeout(() => saves.all(), 100);
  }

  // A client that is still sending would see a broken connection instead of the answer.
  function refuse(request, response) {
    request.once('end', () => {
      response.writeHead(507, 'Insufficient Storage', { 'x-ms-error-code': 'LocalStorageNotSaved', 'content-length': 0 });
      response.end();
    });
    request.resume();
  }

  function explainFailure(request, response) {
    const writeHead = response.writeHead;
    response.writeHead = function (status, ...rest) {
      const [, account, container] = decodeURIComponent(request.url.split('?')[0]).split('/');
      const names = status >= 500 ? saves.unlistable(account, container) : '';
      if (names) this.setHeader('x-local-storage-unlistable', names);
      return writeHead.call(this, status, ...rest);
    };
  }

  function lists({ method, url }) {
    return method === 'GET' && /[?&]comp=list(&|$)/.test(url) && /[?&]restype=container(&|$)/.test(url);
  }

  // Taking a message from a queue is a GET.
  function changes({ method, url }) {
    return !['GET', 'HEAD', 'OPTIONS'].includes(method)
      || (method === 'GET' && /\/messages(\?|$)/.test(url) && !/[?&]peekonly=true/i.test(url));
  }

  function creates({ method, url }) {
    return (method === 'PUT' && (/[?&]restype=container/.test(url) || /^\/[^/]+\/[^/?(]+(\?|$)/.test(url)))
      || (method === 'POST' && /^\/[^/]+\/Tables(\?|\(|$)/.test(url));
  }
}
