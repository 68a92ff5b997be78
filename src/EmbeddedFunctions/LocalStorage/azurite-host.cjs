// Azurite in one process with a control port that counts its users: a user is an open connection, so the operating
// system ends a use even when the user is killed. The last user's release stops Azurite; when the last one vanished
// without a word, it stays for the next until `lingerSeconds` have passed. Started by LocalStorageSupervisor.cs.
'use strict';
const { spawn } = require('node:child_process');
const diagnostics = require('node:diagnostics_channel');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const [mode, json] = process.argv.slice(2);
const settings = JSON.parse(json);
const loopback = '127.0.0.1';
const services = ['blob', 'queue', 'table'];

if (mode === 'launch') launch(); else serve();

// A process group of its own, so that Ctrl-C in the terminal of whoever came first takes nothing from the others.
function launch() {
  const log = fs.openSync(settings.log, 'w');
  const child = spawn(process.execPath, [__filename, 'serve', json],
    { detached: true, windowsHide: true, cwd: settings.data, stdio: ['ignore', log, log, 'ipc'] });
  child.once('message', () => process.exit(0));
  child.once('exit', () => process.exit(1));
}

function serve() {
  const users = new Set();
  const ports = {};
  const closed = new Set();
  let stopping = false;
  let endOfLinger;

  const stop = () => process.emit('SIGTERM');
  const linger = () => { endOfLinger = setTimeout(stop, settings.lingerSeconds * 1000); };

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
      if (users.delete(socket) && users.size === 0 && !stopping) linger();
    });

    function answer(line) {
      if (line === `use ${settings.instance}`) {
        if (stopping) { socket.write('stopping\n'); return; }
        clearTimeout(endOfLinger);
        users.add(socket);
        socket.write('ready\n');
      } else if (line === 'release' && users.has(socket)) {
        if (stopping || users.size === 1) {
          socket.write('stopping\n'); // and the connection ends with the process
          if (!stopping) stop();
        } else {
          users.delete(socket);
          socket.end('released\n');
        }
      } else {
        socket.destroy();
      }
    }
  });

  process.once('SIGINT', stopped).once('SIGTERM', stopped).on('exit', () => fs.rmSync(settings.endpoint, { force: true }));
  function stopped() {
    stopping = true;
    clearTimeout(endOfLinger);
    setTimeout(() => process.exit(1), 10000);
  }

  // Tells our storage from an Azurite that belongs to someone else.
  diagnostics.subscribe('http.server.request.start', ({ response }) => response.setHeader('x-local-storage', settings.instance));

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
    if (ended && closed.add(ended).size === services.length) process.exit(0);
  };

  function ready() {
    const file = `${settings.endpoint}.new`;
    fs.writeFileSync(file, JSON.stringify({ instance: settings.instance, pid: process.pid, control: control.address().port, ...ports }));
    fs.renameSync(file, settings.endpoint);
    linger();
    process.send('ready', () => process.disconnect());
  }

  control.listen(0, loopback, () => {
    process.argv = [process.execPath, settings.azurite, '--silent', '--disableTelemetry', '--skipApiVersionCheck',
      ...(settings.inMemory ? ['--inMemoryPersistence'] : ['--location', settings.data]),
      ...services.flatMap((name, i) => [`--${name}Host`, loopback, `--${name}Port`, String(settings.ports[i])])];
    require(path.resolve(settings.azurite));
  });
}
