import { useRef } from 'preact/hooks';
import { get } from '../api/client';
import type { Summary } from '../api/summaryTypes';
import type { ArchiveEvent, Link, LinkKind, LinkState, List, Mention } from '../api/types';
import { countOf } from '../charts/StackedBar';
import { ArticleOf } from '../parts/MentionedIn';
import { item, Moment, Trouble, Waiting } from '../parts/Parts';
import { href } from '../state/route';
import { useLoad } from '../state/useLoad';
import { keyOf, useMentions } from '../state/useMentions';
import { useSeen } from '../state/useSeen';
import { listing, num } from '../words/numbers';
import { kindWords, linkName, stateWords, verdictWords } from '../words/states';

const shown = 8;

interface Props {
  site: string | null;
  summary: Summary;
  /** The selected part of the bar. */
  state: LinkState | null;
  /** The address without the selection. */
  everything: string;
}

interface Row {
  site: string;
  linkId: string;
  kind: LinkKind | null;
  name: string;
  why: string;
  at: string | null;
}

/** Lists the latest losses. If nothing was lost, or a part of the bar is selected, lists the links in that state. */
export function LostLately({ site, summary, state, everything }: Props) {
  const { links } = summary;
  const showing: LinkState = state ?? (links.dead > 0 ? 'Dead' : 'Suspect');
  const hasNone = state === null && links.dead + links.suspect === 0;
  const { data, error, reload } = useLoad(
    hasNone ? null : `lost ${site} ${showing}`,
    (signal) => (showing === 'Dead' ? lost(site, signal) : inState(site, showing, signal)),
    { version: summary.asOf },
  );
  const section = useRef<HTMLElement>(null);
  const isSeen = useSeen(section);
  const mentions = useMentions(isSeen ? data : undefined);
  const total = countOf(links, showing);
  const heading = showing === 'Dead' || hasNone ? 'Lost lately' : state === null ? 'In doubt now' : `Links that are ${stateWords[showing]}`;

  return (
    <section aria-labelledby="lost-lately" ref={section}>
      <div class="row">
        <h2 id="lost-lately">{heading}</h2>
        {state !== null && <a href={everything}>Close</a>}
      </div>
      {state === null && showing === 'Suspect' && total > 0 && <p class="soft">Nothing is lost. These are missing, but not yet often enough to be called so.</p>}
      <Trouble error={error} retry={reload} />
      {!data && !error && !hasNone && <Waiting rows={shown} />}
      {hasNone && <p>{noneWords(summary)}</p>}
      {data?.length === 0 && <p>None.</p>}
      <ul class="list">
        {(data ?? []).map((row) => <LostRow key={keyOf(row)} row={row} mention={mentions.get(keyOf(row))} />)}
      </ul>
      {data && total > data.length && (
        <p><a href={href(['links'], { site, state: showing })}>All {num(total)} that are {stateWords[showing]}</a></p>
      )}
    </section>
  );
}

/** Says that nothing is lost, but claims no more than was checked. */
function noneWords({ since, links: { total, unknown, blocked } }: Summary): string {
  if (unknown + blocked === 0) {
    return 'Nothing is lost, and nothing is in doubt.';
  }
  if (unknown === total && since === null) {
    return 'Nothing has been checked yet.';
  }
  const untold = [
    unknown > 0 ? `${num(unknown)} ${unknown === 1 ? 'is' : 'are'} unknown` : '',
    blocked > 0 ? `${num(blocked)} ${blocked === 1 ? 'is' : 'are'} blocked` : '',
  ].filter(Boolean);
  return `${unknown + blocked === total ? 'Nothing can be said yet' : 'Of what could be checked, nothing is lost or in doubt'}: ${listing(untold)}.`;
}

function LostRow({ row, mention }: { row: Row; mention: Mention | undefined }) {
  return (
    <li class="lost-row">
      <a {...item} href={href(['links', row.site, row.linkId])}><bdi>{row.name}</bdi></a>
      {(mention?.captureUrl ?? mention?.mementoUrl) && <span class="tag">copy</span>}
      {mention?.state === 'Alive' && <span class="tag">came back</span>}
      <p class="soft">
        {row.kind ? `This ${kindWords(row.kind)} ` : 'It '}{row.why}
        {row.at && <>, <Moment at={row.at} /></>}
      </p>
      <p class="soft lost-from">{mention?.article && <>In <ArticleOf mention={mention} /></>}</p>
    </li>
  );
}

/**
 * Loads the latest deaths. The death of a host makes no events for its links, so the list of dead links is used if
 * there is no event.
 */
async function lost(site: string | null, signal: AbortSignal): Promise<Row[]> {
  const events = await get<List<ArchiveEvent>>('events', { site, what: 'dead', limit: 3 * shown }, signal);
  const newest = new Map<string, Row>();
  for (const event of events.items) {
    const key = keyOf({ site: event.site, linkId: event.subject });
    if (!newest.has(key)) {
      newest.set(key, {
        site: event.site,
        linkId: event.subject,
        kind: event.kind,
        name: linkName(event),
        why: verdictWords(event.verdict),
        at: event.at,
      });
    }
  }
  return newest.size > 0 ? [...newest.values()].slice(0, shown) : inState(site, 'Dead', signal);
}

async function inState(site: string | null, state: LinkState, signal: AbortSignal): Promise<Row[]> {
  return (await get<List<Link>>('links', { site, state, limit: shown }, signal)).items.map(rowOf);
}

function rowOf(link: Link): Row {
  return {
    site: link.site,
    linkId: link.linkId,
    kind: link.kind,
    name: linkName(link),
    why: verdictWords(link.verdict),
    at: link.lastChecked,
  };
}
