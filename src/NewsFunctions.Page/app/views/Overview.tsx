import { useState } from 'preact/hooks';
import type { Summary } from '../api/summaryTypes';
import type { Dump } from '../api/types';
import { apiUrl } from '../api/client';
import { Calendar, cellId, Hatch } from '../charts/Calendar';
import { StackedBar } from '../charts/StackedBar';
import { StepLine } from '../charts/StepLine';
import { dumpWords } from '../parts/DropZone';
import { Heading } from '../parts/Parts';
import { go, href, type Route, withQuery } from '../state/route';
import { momentWords } from '../words/dates';
import { headline, watchWords } from '../words/headline';
import { count, num, percent } from '../words/numbers';
import { addressSetting, states } from '../words/states';
import { lifeWords } from '../words/survival';
import { trendWords } from '../words/trend';
import { DayArticles } from './DayArticles';
import { EmptyArchive } from './EmptyArchive';
import { HostsInTrouble } from './HostsInTrouble';
import { LostLately } from './LostLately';

interface Props {
  route: Route;
  summary: Summary;
  running: Dump[];
  onIngested: () => void;
}

/** The first view: one headline, one chart, one list. */
export function Overview({ route, summary, running, onIngested }: Props) {
  const site = route.query.get('site');
  const day = route.query.get('day');
  const state = states.find((one) => one === route.query.get('state')) ?? null;

  if (summary.articles.total === 0 && summary.links.total === 0) {
    return <EmptyArchive onIngested={onIngested} />;
  }
  const isUntold = summary.links.total > 0 && summary.links.unknown === summary.links.total;
  const lists = (
    <div class="columns">
      <LostLately site={site} summary={summary} state={state} everything={withQuery(route, { state: null })} />
      <HostsInTrouble site={site} summary={summary} />
    </div>
  );
  const openDay = (date: string) => go(withQuery(route, { day: date }));
  const closeDay = () => {
    go(withQuery(route, { day: null }));
    if (day) {
      document.getElementById(cellId(day))?.focus();
    }
  };

  return (
    <>
      <section class="lead" aria-labelledby="heading">
        <Heading>{headline(summary).map(({ text, tone }) => (tone ? <span class={tone}>{text}</span> : text))}</Heading>
        <StackedBar counts={summary.links} selected={state} hrefOf={(one) => withQuery(route, { state: one })} />
        <div class="lead-foot">
          <div class="answers">
            {isUntold ? <NotChecked summary={summary} /> : <Trend summary={summary} />}
            <HostSentence summary={summary} site={site} />
            {!isUntold && <LifeSentence summary={summary} site={site} />}
          </div>
          <p class="actions">
            <a href={apiUrl('report', { site })} download="">Report</a>
            <a class="button" href={apiUrl('export/fixes.csv', { site })} download="fixes.csv">Fix list</a>
          </p>
        </div>
        <Running dumps={running} />
      </section>

      {state !== null && lists}

      <section aria-label="Over time">
        {!isUntold && <StepLine history={summary.history} />}
        <p class="soft">
          {watchWords(summary)} Figures as of <time dateTime={summary.asOf}>{momentWords(summary.asOf)}</time>.
          {summary.history.length < 2 && ' There is no history yet.'}
        </p>
      </section>

      <section aria-labelledby="by-day">
        <h2 id="by-day">Day by day</h2>
        {summary.days.length === 0 && <><Hatch /><p class="soft">No article has a date.</p></>}
        {(summary.days.length > 0 || day) && (
          <Calendar days={summary.days} selected={day} state={state} isChecked={summary.since !== null} onOpen={openDay}>
            {day && <DayArticles key={day} site={site} day={day} summary={summary} onClose={closeDay} />}
          </Calendar>
        )}
        <p class="soft">
          {summary.articles.undated > 0 && `${count(summary.articles.undated, 'article has', 'articles have')} no date and ${summary.articles.undated === 1 ? 'is' : 'are'} not in the calendar. `}
          {summary.unlistedDays > 0 && `${count(summary.unlistedDays, 'day is', 'days are')} left out. `}
        </p>
      </section>

      {state === null && lists}
      <section aria-label="Dumps and reports">
        <DamageSentence summary={summary} site={site} />
        <PastReport summary={summary} site={site} />
      </section>
    </>
  );
}

/** Says in a sentence whether losses increase. */
function Trend({ summary }: { summary: Summary }) {
  const words = trendWords(summary.history);
  return words === null ? null : <p class="trend">{words}</p>;
}

/**
 * Says why no state is known, and what to do. Hosts are derived from addresses, so without addresses there are no
 * hosts.
 */
function NotChecked({ summary: { hosts, unlistedHosts, sites, since } }: { summary: Summary }) {
  const name = sites.length === 1 ? sites[0]! : null;
  if (hosts.length + unlistedHosts > 0) {
    return <p>{since === null ? 'The first checks are due. They are made by themselves, a few links at a time.' : 'They are checked again by themselves.'}</p>;
  }
  return (
    <>
      <p class="trend">No setting says where the files of {name ? `the site ${name}` : 'these sites'} are, so nothing can be checked.</p>
      <p class="not-checked">
        Set <code>{addressSetting(name ?? 'mysite', 'image')}</code> to their address, such as <code>https://media.example.org/{'{pic}'}</code>,
        and <code>{addressSetting(name ?? 'mysite', 'page')}</code> to that of the pages, such as <code>https://example.org/news/{'{id}'}</code>. Then start the archive again.
      </p>
    </>
  );
}

/** States how long pictures live, with a link to the survival view. */
function LifeSentence({ summary: { survival }, site }: { summary: Summary; site: string | null }) {
  return (
    <p>
      {survival
        ? <a href={href(['survival'], { site, kind: survival.kind, born: survival.born?.toString() })}>{lifeWords(survival)}</a>
        : <a href={href(['survival'], { site, kind: 'image' })}>How long pictures live cannot be told yet.</a>}
    </p>
  );
}

/** Names the host with the most losses, with a link to the hosts. */
function HostSentence({ summary: { hosts }, site }: { summary: Summary; site: string | null }) {
  const worst = hosts[0];
  return worst && worst.dead + worst.suspect > 0
    ? (
      <p>
        <a href={href(['hosts'], { site })}>
          {worst.dead > 0
            ? `Most was lost on ${worst.host}: ${num(worst.dead)} of ${count(worst.total, 'link')}.`
            : `Most is in doubt on ${worst.host}: ${num(worst.suspect)} of ${count(worst.total, 'link')}.`}
        </a>
      </p>
    )
    : null;
}

/** Offers the report of an earlier day. */
function PastReport({ summary: { history, asOf }, site }: { summary: Summary; site: string | null }) {
  const first = history[0]?.date;
  const last = asOf.slice(0, 10);
  const [date, setDate] = useState(last);
  return first === undefined || first === last ? null : (
    <p class="actions">
      <label>How it was on <input type="date" value={date} min={first} max={last} onInput={(e) => setDate(e.currentTarget.value)} /></label>
      <a href={apiUrl('report', { site, date })} download="">Report of that day</a>
    </p>
  );
}

function Running({ dumps }: { dumps: Dump[] }) {
  return dumps.length === 0 ? null : (
    <ul class="running" aria-label="Being read now">
      {dumps.map((dump) => <li key={dump.dumpId}><bdi>{dump.name}</bdi> <span class="soft">{dumpWords(dump)}</span></li>)}
    </ul>
  );
}

function DamageSentence({ summary: { damage }, site }: { summary: Summary; site: string | null }) {
  const items = damage.itemsKept + damage.itemsLost;
  if (damage.dumps === 0) {
    return null;
  }
  return (
    <p>
      <a href={href(['dumps'], { site })}>
        {damage.itemsLost === 0
          ? `Damage took no item of ${count(damage.dumps, 'dump')}.`
          : `Damage took ${num(damage.itemsLost)} of ${count(items, 'related item')} (${percent(damage.itemsLost, items)}) in ${count(damage.dumps, 'dump')}.`}
      </a>
    </p>
  );
}
