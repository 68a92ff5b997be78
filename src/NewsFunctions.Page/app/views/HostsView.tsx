import type { Summary, SummaryHost } from '../api/summaryTypes';
import type { Host } from '../api/types';
import { Hatch } from '../charts/Calendar';
import { Heading, More, Trouble, Waiting } from '../parts/Parts';
import type { Load } from '../state/useLoad';
import { usePages } from '../state/usePages';
import { shortDay } from '../words/dates';
import { count } from '../words/numbers';
import { HostTable, hostWords, isInTrouble } from './HostsInTrouble';

/** Lists every host. Hosts with links come first, with their losses; then how politely each host is asked. */
export function HostsView({ site, summary: { data: summary, error, reload } }: { site: string | null; summary: Load<Summary> }) {
  const asked = usePages<Host>('hosts', { limit: 200 });
  const rows: SummaryHost[] = summary?.hosts ?? [];
  const troubled = rows.filter(isInTrouble);
  const healthy = rows.filter((host) => !isInTrouble(host));
  return (
    <>
      <Hatch />
      <Heading>Hosts</Heading>
      <Trouble error={error} retry={reload} />
      {!summary && !error && <Waiting rows={6} />}
      {troubled.length > 0 && <section aria-labelledby="troubled"><h2 id="troubled">In trouble</h2><HostTable hosts={troubled} site={site} asOf={summary!.asOf} /></section>}
      {healthy.length > 0 && <section aria-labelledby="healthy"><h2 id="healthy">Nothing lost</h2><HostTable hosts={healthy} site={site} asOf={summary!.asOf} /></section>}
      {summary && summary.unlistedHosts > 0 && <p class="soft">{count(summary.unlistedHosts, 'more host')} with less to lose.</p>}
      <section aria-labelledby="asked">
        <h2 id="asked">How they are asked</h2>
        <Trouble error={asked.error} retry={asked.reload} />
        {asked.items?.length === 0 && <p>No host was asked yet.</p>}
        <ul class="list">
          {(asked.items ?? []).map((host) => (
            <li key={host.host}><b>{host.host}</b> <span class="soft">{askedWords(host)}</span></li>
          ))}
        </ul>
        <More more={asked.more} isLoading={asked.isLoadingMore} />
      </section>
    </>
  );
}

function askedWords(host: Host): string {
  return [
    host.lastAnswer ? `last answer ${shortDay(host.lastAnswer)}` : 'never answered',
    host.intervalMilliseconds ? `${Math.round(host.intervalMilliseconds)} ms between requests` : '',
    host.silentUntil && Date.parse(host.silentUntil) > Date.now() ? `asked to be left alone until ${shortDay(host.silentUntil)}` : '',
    hostWords(host),
  ].filter(Boolean).join('; ');
}
