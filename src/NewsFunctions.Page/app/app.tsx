import { render } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, get, pathOf } from './api/client';
import type { Summary } from './api/summaryTypes';
import type { Dump, List } from './api/types';
import { arrival, Heading, Trouble, Waiting } from './parts/Parts';
import { Search } from './parts/Search';
import { onRefusal } from './state/access';
import { useKeys } from './state/keys';
import { go, href, type Route, useRoute, withQuery } from './state/route';
import { useLoad } from './state/useLoad';
import { ArticlesView } from './views/ArticlesView';
import { ArticleView } from './views/ArticleView';
import { DumpsView } from './views/DumpsView';
import { HostsView } from './views/HostsView';
import { LinksView } from './views/LinksView';
import { LinkView } from './views/LinkView';
import { Overview } from './views/Overview';
import { SignIn } from './views/SignIn';
import { SurvivalView } from './views/SurvivalView';
import { TakedownView } from './views/TakedownView';

const quick = 5_000;
const slow = 60_000;

const places: [string, string][] = [['', 'Overview'], ['articles', 'Articles'], ['links', 'Links'], ['hosts', 'Hosts'], ['dumps', 'Dumps']];

/** Shows the page, or asks for a key if the archive requires one. */
function Root() {
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => onRefusal(setRefusal), []);
  const onSignedIn = useCallback(() => {
    setRefusal(null);
    setRound((n) => n + 1);
  }, []);
  return refusal?.status === 401
    ? <main><SignIn refusal={refusal} onSignedIn={onSignedIn} /></main>
    : <App key={round} refusal={refusal} onSignedIn={onSignedIn} />;
}

interface AppProps {
  /** The last response that refused a call because the key's scope does not allow it. */
  refusal: ApiError | null;
  onSignedIn: () => void;
}

function App({ refusal, onSignedIn }: AppProps) {
  const route = useRoute();
  const site = route.query.get('site');
  const running = useLoad(
    'running',
    (signal) => get<List<Dump>>('dumps', { status: 'Running', limit: 5 }, signal),
    { period: (list) => (list && list.items.length > 0 ? quick : slow) },
  );
  const isReading = (running.data?.items.length ?? 0) > 0;
  const summary = useLoad(`summary ${site}`, (signal) => get<Summary>('summary', { site }, signal), { period: () => (isReading ? quick : slow) });
  const onIngested = useCallback(() => {
    running.reload();
    summary.reload();
  }, [running.reload, summary.reload]);
  const known = useRef<string[]>([]);
  known.current = summary.data?.sites ?? known.current;

  useKeys(useCallback(() => {
    if (history.length > 1 && location.hash.length > 2) {
      history.back();
    } else {
      go(href([]));
    }
  }, []));
  useViewFocus(route);

  return (
    <>
      <a class="skip" href="#heading" onClick={focusHeading}>Skip to the content</a>
      <header>
        <a class="mark" href={href([], { site })}>NewsFunctions</a>
        <nav aria-label="Views">
          {places.map(([place, words]) => (
            <a key={place} href={href(place ? [place] : [], { site })} aria-current={(route.path[0] ?? '') === place ? 'page' : undefined}>{words}</a>
          ))}
        </nav>
        {known.current.length > 1 && (
          <select aria-label="Site" value={site ?? ''} onChange={(e) => go(withQuery(route, { site: e.currentTarget.value || null }))}>
            <option value="">all sites</option>
            {known.current.map((name) => <option key={name} value={name}>{name}</option>)}
          </select>
        )}
        <Search sites={known.current} site={site} />
      </header>
      <main>
        {route.path[0] === 'sign-in'
          ? <SignIn refusal={refusal} onSignedIn={() => { go(href([], { site })); onSignedIn(); }} />
          : <View route={route} summary={summary} running={running.data?.items ?? []} onIngested={onIngested} />}
      </main>
      <footer class="soft">
        Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> step, <kbd>c</kbd> check, <kbd>Esc</kbd> back. All of this comes from <a href="/api/docs">the API</a>.
        {refusal && <> Not allowed with your key? <a href={href(['sign-in'])}>Use another one</a>.</>}
      </footer>
    </>
  );
}

interface ViewProps {
  route: Route;
  summary: ReturnType<typeof useLoad<Summary>>;
  running: Dump[];
  onIngested: () => void;
}

function View({ route, summary, running, onIngested }: ViewProps) {
  const [place, first, second, third, fourth] = route.path;
  const site = route.query.get('site');
  switch (place) {
    case undefined:
      return (
        <>
          {!summary.data && (summary.error ? <Heading>The figures cannot be shown.</Heading> : <Waiting rows={12} />)}
          <Trouble error={summary.error} retry={summary.reload} />
          {summary.data && <Overview route={route} summary={summary.data} running={running} onIngested={onIngested} />}
        </>
      );
    case 'articles':
      if (first && second && third === 'takedown') {
        return <TakedownView key={route.path.join('/')} path={`articles/${pathOf(first, second)}`} what={`article ${second}`} id={second} back={href(['articles', first, second])} mayRewrite />;
      }
      return first && second
        ? <ArticleView key={route.path.join('/')} site={first} id={second} version={third === 'versions' && fourth ? fourth : null} />
        : <ArticlesView route={route} />;
    case 'links':
      return first && second ? <LinkView key={route.path.join('/')} site={first} linkId={second} /> : <LinksView route={route} />;
    case 'hosts':
      return <HostsView site={site} summary={summary} />;
    case 'survival':
      return <SurvivalView route={route} />;
    case 'dumps':
      if (first && second === 'takedown') {
        return <TakedownView key={first} path={`dumps/${pathOf(first)}`} what={`dump ${first}`} id={first} back={href(['dumps'], { site })} mayRewrite={false} />;
      }
      return <DumpsView summary={summary.data} onIngested={onIngested} />;
    default:
      return <><Heading>There is no such view.</Heading><p><a href={href([], { site })}>The overview</a></p></>;
  }
}

/** Scrolls to the top and moves the focus when a view opens, as a page load would. Changing a filter does neither. */
function useViewFocus(route: Route): void {
  const path = route.path.join('/');
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) {
      before.current = path;
      scrollTo(0, 0);
      arrival.isPending = document.getElementById('heading') === null;
      focusHeading();
    }
  }, [path]);
}

function focusHeading(e?: Event): void {
  e?.preventDefault();
  document.getElementById('heading')?.focus({ preventScroll: e === undefined });
}

render(<Root />, document.getElementById('app')!);
