import type { Link, LinkKind } from '../api/types';
import { Heading, item, Moment, More, StateWord, Trouble, Waiting } from '../parts/Parts';
import { go, href, type Route, withQuery } from '../state/route';
import { usePages } from '../state/usePages';
import { kindWords, linkName, states, stateWords, verdictWords } from '../words/states';

const kinds: LinkKind[] = ['image', 'video', 'other', 'page'];

/** Links by state, kind and host. */
export function LinksView({ route }: { route: Route }) {
  const filter = {
    site: route.query.get('site'),
    state: route.query.get('state'),
    kind: route.query.get('kind'),
    host: route.query.get('host'),
  };
  const links = usePages<Link>('links', { ...filter, limit: 50 });
  return (
    <>
      <Heading>Links</Heading>
      <div class="filters">
        <Choice name="state" value={filter.state} route={route} options={states.map((state) => [state, stateWords[state]])} all="any state" />
        <Choice name="kind" value={filter.kind} route={route} options={kinds.map((kind) => [kind, kindWords(kind, 2)])} all="any kind" />
        {filter.host && <span>on <bdi>{filter.host}</bdi> <a href={withQuery(route, { host: null })}>any host</a></span>}
      </div>
      <Trouble error={links.error} retry={links.reload} />
      {!links.items && !links.error && <Waiting rows={10} />}
      {links.items?.length === 0 && <p>No link fits.</p>}
      <ul class="list">
        {(links.items ?? []).map((link) => (
          <li key={`${link.site}/${link.linkId}`} class="link-row">
            <StateWord state={link.state} />
            <a {...item} href={href(['links', link.site, link.linkId])}><bdi>{linkName(link)}</bdi></a>
            <span class="soft">
              {kindWords(link.kind)} {verdictWords(link.verdict)}
              {link.lastChecked && <>, <Moment at={link.lastChecked} /></>}
            </span>
            {(link.captureUrl ?? link.mementoUrl) && <span class="tag">copy</span>}
          </li>
        ))}
      </ul>
      <More more={links.more} isLoading={links.isLoadingMore} />
    </>
  );
}

interface ChoiceProps {
  name: string;
  value: string | null;
  route: Route;
  options: [string, string][];
  all: string;
}

export function Choice({ name, value, route, options, all }: ChoiceProps) {
  return (
    <select aria-label={name} value={value ?? ''} onChange={(e) => go(withQuery(route, { [name]: e.currentTarget.value || null }))}>
      <option value="">{all}</option>
      {options.map(([key, words]) => <option key={key} value={key}>{words}</option>)}
    </select>
  );
}
