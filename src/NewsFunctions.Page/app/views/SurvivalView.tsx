import { useRef } from 'preact/hooks';
import { apiUrl, get } from '../api/client';
import type { Survival, SurvivalYear } from '../api/summaryTypes';
import type { LinkKind } from '../api/types';
import { SurvivalCurve } from '../charts/SurvivalCurve';
import { Heading, item, Moment, Trouble, Waiting } from '../parts/Parts';
import { type Route, withQuery } from '../state/route';
import { useLoad } from '../state/useLoad';
import { count, num } from '../words/numbers';
import { kindWords } from '../words/states';
import { bornWords, halfWords, lifeWords, tooFewWords } from '../words/survival';
import { Choice } from './LinksView';

const kinds: LinkKind[] = ['image', 'video', 'other', 'page'];

/** Shows how long links live: one sentence, the curve, and a table by year. */
export function SurvivalView({ route }: { route: Route }) {
  const filter = {
    site: route.query.get('site'),
    kind: route.query.get('kind'),
    born: route.query.get('born'),
    host: route.query.get('host'),
    hostDeaths: route.query.get('hostDeaths'),
  };
  const survival = useLoad(`survival ${JSON.stringify(filter)}`, (signal) => get<Survival>('survival', filter, signal));
  const known = useRef<Survival | null>(null);
  known.current = survival.data ?? known.current;
  const { hostDeaths, ...rows } = filter;
  return (
    <>
      {survival.data ? <Heading>{headingOf(survival.data)}</Heading> : survival.error && <Heading>How long things live</Heading>}
      <div class="filters">
        <Choice name="kind" value={filter.kind} route={route} options={kinds.map((kind) => [kind, kindWords(kind, 2)])} all="any kind" />
        <Choice name="born" value={filter.born} route={route} options={yearOptions(known.current?.years ?? [], filter.born)} all="of any year" />
        <Choice name="host" value={filter.host} route={route} options={hostOptions(known.current, filter.host)} all="on any host" />
        <Choice name="hostDeaths" value={hostDeaths} route={route} options={[['false', 'as if no host had died']]} all="deaths of hosts count" />
      </div>
      <Trouble error={survival.error} retry={survival.reload} />
      {!survival.data && !survival.error && <Waiting rows={12} />}
      {survival.data && <Curve survival={survival.data} />}
      {survival.data && survival.data.years.length > 0 && <Years years={survival.data.years} route={route} />}
      <section aria-label="Export"><a href={apiUrl('export/survival.csv', rows)} download="survival.csv">List of lives</a></section>
    </>
  );
}

function headingOf(survival: Survival): string {
  const last = survival.points.at(-1);
  return last ? lifeWords({ ...survival, months: last.months, alive: last.alive }) : 'How long things live';
}

function Curve({ survival }: { survival: Survival }) {
  const things = bornWords(survival.kind, survival.born);
  return (
    <section aria-label="By age">
      {survival.points.length === 0
        ? <p class="survival-words">{tooFewWords(survival.links, survival.deaths)}</p>
        : (
          <>
            <p class="survival-words">{num(survival.deaths)} of {num(survival.links)} {things} are lost, as of <Moment at={survival.asOf} />.</p>
            <SurvivalCurve points={survival.points} what={things} />
          </>
        )}
      <p class="soft">
        {survival.band?.over === 'links' && `The band does not tell how hosts differ: there ${survival.band.hosts === 1 ? 'is one host' : `are ${survival.band.hosts} hosts`}. `}
        {survival.silent > 0 && `${count(survival.silent, 'link was', 'links were')} never seen. `}
        {survival.leftOut > 0 && `Of ${count(survival.leftOut, 'link')} it is not known how old ${survival.leftOut === 1 ? 'it is' : 'they are'}.`}
      </p>
    </section>
  );
}

function Years({ years, route }: { years: SurvivalYear[]; route: Route }) {
  return (
    <section aria-labelledby="by-birth">
      <h2 id="by-birth">By year of birth</h2>
      <table>
        <thead><tr><th scope="col">Year</th><th scope="col" class="n">Seen</th><th scope="col" class="n">Lost</th><th scope="col" class="n">Half gone after</th></tr></thead>
        <tbody>
          {years.map((year) => (
            <tr key={year.born}>
              <th scope="row"><a {...item} href={withQuery(route, { born: String(year.born) })}>{year.born}</a></th>
              <td class="n">{num(year.links)}</td>
              <td class={year.deaths > 0 ? 'n lost' : 'n'}>{num(year.deaths)}</td>
              <td class="n">{halfWords(year.half)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function yearOptions(years: SurvivalYear[], chosen: string | null): [string, string][] {
  const all = years.map((year) => String(year.born));
  return (chosen && !all.includes(chosen) ? [...all, chosen] : all).map((year) => [year, `of ${year}`]);
}

function hostOptions(survival: Survival | null, chosen: string | null): [string, string][] {
  const all = survival?.hosts.map((host) => host.host) ?? [];
  return (chosen && !all.includes(chosen) ? [...all, chosen] : all).map((host) => [host, `on ${host}`]);
}
