import type { Link, LinkKind, LinkState } from '../api/types';
import { MentionedIn } from '../parts/MentionedIn';
import { Heading, item, Moment, More, StateWord, Trouble, Waiting } from '../parts/Parts';
import { go, href, type Route, withQuery } from '../state/route';
import { keyOf, mentionsAtOnce, useMentions } from '../state/useMentions';
import { usePages } from '../state/usePages';
import { kindWords, linkName, states, stateWords, verdictWords } from '../words/states';

const kinds: LinkKind[] = ['image', 'video', 'other', 'page'];

/** Lists links by state, kind and host. */
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
      <Heading>{headingOf(filter.state, filter.kind)}</Heading>
      <div class="filters">
        <Choice name="state" value={filter.state} route={route} options={states.map((state) => [state, stateWords[state]])} all="any state" />
        <Choice name="kind" value={filter.kind} route={route} options={kinds.map((kind) => [kind, kindWords(kind, 2)])} all="any kind" />
        {filter.host && <span>on <bdi>{filter.host}</bdi> <a href={withQuery(route, { host: null })}>any host</a></span>}
      </div>
      <Trouble error={links.error} retry={links.reload} />
      {!links.items && !links.error && <Waiting rows={10} />}
      {links.items?.length === 0 && <p>No link fits.</p>}
      {chunksOf(links.items ?? [], mentionsAtOnce).map((chunk, i) => <LinkRows key={i} links={chunk} />)}
      <More more={links.more} isLoading={links.isLoadingMore} />
    </>
  );
}

/** Builds a heading such as "Pictures that are lost". */
function headingOf(state: string | null, kind: string | null): string {
  const things = kinds.includes(kind as LinkKind) ? kindWords(kind as LinkKind, 2) : 'links';
  const named = things.charAt(0).toUpperCase() + things.slice(1);
  return states.includes(state as LinkState) ? `${named} that are ${stateWords[state as LinkState]}` : named;
}

/** Renders link rows. One request loads the articles of all of them. */
function LinkRows({ links }: { links: Link[] }) {
  const mentions = useMentions(links);
  return (
    <ul class="list">
      {links.map((link) => (
        <li key={keyOf(link)} class="link-row">
          <StateWord state={link.state} />
          <a {...item} href={href(['links', link.site, link.linkId])}><bdi>{linkName(link)}</bdi></a>
          <span class="soft">
            {kindWords(link.kind)} {verdictWords(link.verdict)}
            {link.lastChecked && <>, <Moment at={link.lastChecked} /></>}
            <MentionedIn mention={mentions.get(keyOf(link))} />
          </span>
          {(link.captureUrl ?? link.mementoUrl) && <span class="tag">copy</span>}
        </li>
      ))}
    </ul>
  );
}

function chunksOf<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
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
