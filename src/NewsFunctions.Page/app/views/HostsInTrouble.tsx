import type { Summary, SummaryHost } from '../api/summaryTypes';
import { HostLine, HostLineTable } from '../charts/HostLine';
import { item } from '../parts/Parts';
import { href } from '../state/route';
import { shortDay } from '../words/dates';
import { num } from '../words/numbers';

const shown = 8;

/** Lists only hosts that are down, or that have lost or doubtful links. */
export function HostsInTrouble({ site, summary }: { site: string | null; summary: Summary }) {
  const troubled = summary.hosts.filter(isInTrouble);
  return (
    <section aria-labelledby="hosts-in-trouble">
      <h2 id="hosts-in-trouble">Hosts in trouble</h2>
      {troubled.length === 0
        ? <p>{noneWords(summary)}</p>
        : <HostTable hosts={troubled.slice(0, shown)} site={site} asOf={summary.asOf} />}
      <p><a href={href(['hosts'], { site })}>All hosts</a></p>
    </section>
  );
}

interface TableProps {
  hosts: SummaryHost[];
  site: string | null;
  asOf: string;
}

export function HostTable({ hosts, site, asOf }: TableProps) {
  return (
    <>
      <table class="hosts">
        <thead>
          <tr><th scope="col">Host</th><th scope="col" class="n">Lost</th><th scope="col" class="n">In doubt</th><th scope="col" class="n">Of</th><th scope="col">90 days</th></tr>
        </thead>
        <tbody>
          {hosts.map((host) => (
            <tr key={host.host}>
              <th scope="row">
                <a {...item} href={href(['links'], { site, host: nameOf(host.host) })}><HostName host={host.host} /></a>
                <span class="soft host-words">{hostWords(host)}</span>
              </th>
              <td class={host.dead > 0 ? 'n lost' : 'n'}>{num(host.dead)}</td>
              <td class="n">{num(host.suspect)}</td>
              <td class="n">{num(host.total)}</td>
              <td><HostLine host={host} asOf={asOf} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <HostLineTable hosts={hosts} />
    </>
  );
}

function noneWords({ hosts, unlistedHosts }: Summary): string {
  const all = hosts.length + unlistedHosts;
  return all === 0 ? 'No host is known yet.' : all === 1 ? 'The one host is not in trouble.' : `None of ${num(all)} hosts.`;
}

/** Lets a host name wrap after its dots. */
function HostName({ host }: { host: string }) {
  return <>{host.split('.').map((label, i) => (i === 0 ? label : <>.<wbr />{label}</>))}</>;
}

export function isInTrouble(host: SummaryHost): boolean {
  return host.dead + host.suspect > 0 || host.circuitOpen || host.downSince !== null || host.deadSince !== null;
}

/** Describes a host's health. While its circuit is open, no failure counts against its links. */
export function hostWords(host: { circuitOpen: boolean; trouble: string | null; downSince: string | null; deadSince: string | null }): string {
  if (host.deadSince) {
    return `dead since ${shortDay(host.deadSince)}`;
  }
  const paused = host.circuitOpen ? 'nothing counts against its links meanwhile' : '';
  const what = host.trouble?.toLowerCase() === 'change' ? 'answers for something else now' : host.downSince ? `down since ${shortDay(host.downSince)}` : host.circuitOpen ? 'most of its links failed at once' : '';
  return [what, paused].filter(Boolean).join('; ');
}

/** The links API expects a host name without a port. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
