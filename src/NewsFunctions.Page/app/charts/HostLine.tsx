import { useState } from 'preact/hooks';
import type { HostDay, SummaryHost } from '../api/summaryTypes';
import { addDays, dayWords } from '../words/dates';
import { num } from '../words/numbers';

const width = 90;
const height = 20;

/** Draws the last 90 days of a host. Filled is lost, hatched is in doubt; the full height is the host's worst day. */
export function HostLine({ host, asOf }: { host: SummaryHost; asOf: string }) {
  const days = host.history;
  if (days.length === 0) {
    return null;
  }
  const last = asOf.slice(0, 10);
  const first = addDays(last, 1 - width);
  const x = (day: HostDay) => Math.max(0, (Date.parse(day.date) - Date.parse(first)) / 86_400_000);
  const top = Math.max(1, ...days.map((day) => day.dead + day.suspect));
  const y = (value: number) => height - (height * value) / top;
  return (
    <svg class="host-line" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={lineWords(host)}>
      <path fill="url(#hatch)" d={area(days, x, (day) => y(day.dead + day.suspect))} />
      <path class="step-dead" d={area(days, x, (day) => y(day.dead))} />
    </svg>
  );
}

/** Shows the same figures as a table. */
export function HostLineTable({ hosts }: { hosts: SummaryHost[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>The lines as a table</summary>
      {isOpen && (
        <div class="scroll" tabIndex={0} role="region" aria-label="The last 90 days of these hosts as a table">
          <table>
            <thead><tr><th scope="col">Host</th><th scope="col">From</th><th scope="col" class="n">Lost</th><th scope="col" class="n">In doubt</th></tr></thead>
            <tbody>
              {hosts.flatMap((host) => host.history.map((day) => (
                <tr key={`${host.host} ${day.date}`}>
                  <th scope="row">{host.host}</th><td>{day.date}</td><td class="n">{num(day.dead)}</td><td class="n">{num(day.suspect)}</td>
                </tr>
              )))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function lineWords({ host, history, dead, suspect }: SummaryHost): string {
  const first = history[0]!;
  return `${host} since ${dayWords(first.date)}: lost went from ${num(first.dead)} to ${num(dead)}, in doubt from ${num(first.suspect)} to ${num(suspect)}.`;
}

function area(days: HostDay[], x: (day: HostDay) => number, y: (day: HostDay) => number): string {
  const steps = days.map((day, i) => `${i === 0 ? `M${x(day)} ${height}V${y(day)}` : `H${x(day)}V${y(day)}`}`);
  return `${steps.join('')}H${width}V${height}z`;
}
