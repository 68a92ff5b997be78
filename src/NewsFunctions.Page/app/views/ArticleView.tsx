import { apiUrl, get, pathOf } from '../api/client';
import type { Article, LinkKind, RelatedItem } from '../api/types';
import { Heading, Outside, Trouble, Waiting } from '../parts/Parts';
import { useRecheck } from '../parts/useRecheck';
import { checkAttribute } from '../state/keys';
import { type LinkStory, loadLinks } from '../state/loadLinks';
import { href } from '../state/route';
import { useCopy } from '../state/useCopy';
import { useLoad } from '../state/useLoad';
import { useMayWrite } from '../state/useScope';
import { datelineWords, jalaliWords } from '../words/dates';
import { count, listing, num } from '../words/numbers';
import { addressSetting, checkLabel, isReachable, kindWords, stateWords } from '../words/states';
import { ContactSheet } from './ContactSheet';
import { ArticleVersions } from './ArticleVersions';

const mostLinks = 48;

interface Props {
  site: string;
  id: string;
  /** The content hash; null for the current version. */
  version: string | null;
}

/** Shows an article as readers saw it, next to the state of its media. */
export function ArticleView({ site, id, version }: Props) {
  const path = `articles/${pathOf(site, id)}${version ? `/versions/${pathOf(version)}` : ''}`;
  const { data: article, error, reload } = useLoad(path, (signal) => get<Article>(path, {}, signal));
  const ids = article ? linkIds(article) : [];
  const links = useLoad(article ? `links ${site} ${ids.join(' ')}` : null, (signal) => loadLinks(site, ids.slice(0, mostLinks), signal));
  const mayWrite = useMayWrite();
  const replacements = replacementsOf(article, links.data);
  const copying = useCopy();
  const recheck = useRecheck(() => {
    reload();
    links.reload();
  });

  if (!article) {
    return (
      <>
        {error && <Heading>Article {id}</Heading>}
        <Trouble error={error} retry={reload} />
        {error?.status === 404 && <p><a href={href(['articles'], { site })}>The articles of {site}</a></p>}
        {error?.status === 410 && mayWrite && <p>A takedown that broke off goes on here: <a href={href(['articles', site, id, 'takedown'])}>what is left of it</a>.</p>}
        {!error && <Waiting rows={8} />}
      </>
    );
  }
  const known = [...(links.data?.values() ?? [])].map((story) => story.link);
  const canCheck = known.length === 0 || known.some(isReachable);
  const page = article.pageLinkId ? links.data?.get(article.pageLinkId)?.link : undefined;
  return (
    <div class="article-view">
      <div class="article-line">
        <p>
          <b>{mediaSentence(article.related, links.data)}</b>
          {article.pageLinkId && page && <> Its own page is <a href={href(['links', site, article.pageLinkId])}>{page.lastChecked === null && page.state === 'Unknown' ? 'not checked' : stateWords[page.state]}</a>.</>}
        </p>
        {!canCheck && <p class="soft">No setting says where the files of the site {site} are. <code>{addressSetting(site, 'image')}</code> does, and <code>{addressSetting(site, 'page')}</code> for its pages.</p>}
        <p class="actions">
          {canCheck && <button type="button" class="plain" {...{ [checkAttribute]: '' }} disabled={recheck.isRunning || ids.length === 0} onClick={() => recheck.start(site, ids)}>{checkLabel(known)}</button>}
          {replacements.length > 0 && <button type="button" class="plain" onClick={() => copying.copy(replacements)}>Copy {count(replacements.length, 'replacement')}</button>}
          <a href={apiUrl(`articles/${pathOf(site, id)}/raw`, { version })} download="">Original bytes</a>
          {page?.locations[0] && <Outside to={page.locations[0]}>Open its page</Outside>}
          <a href={apiUrl('report', { site })} download="">Report on {site}</a>
          {mayWrite && <a href={href(['articles', site, id, 'takedown'])}>Take down</a>}
        </p>
        <p role="status" class="soft">{copying.words || recheck.words}</p>
      </div>
      <Trouble error={error ?? links.error} retry={reload} />
      <div class="article-columns">
        <ArticleText article={article} />
        <ContactSheet site={site} items={article.related} stories={links.data} onCheck={(linkId) => recheck.start(site, [linkId])} isChecking={recheck.isRunning} />
      </div>
      <ArticleVersions article={article} />
    </div>
  );
}

function ArticleText({ article }: { article: Article }) {
  const dateline = article.publishedAt ? datelineWords(article.publishedAt) : null;
  return (
    <article class="text" lang={article.language ?? undefined}>
      {!article.current && <p class="trouble" lang="en">This is an earlier text. <a href={href(['articles', article.site, article.id])}>The newest one</a></p>}
      {article.section && <p class="soft" dir="auto">{article.section}</p>}
      <Heading dir="auto">{article.title ?? `Article ${article.id}`}</Heading>
      <p class="soft dateline" lang="en">
        {dateline && article.publishedAt ? <time dateTime={article.publishedAt}>{dateline.words} <small>{dateline.offset}</small></time> : 'No date'}
        {article.publishedAt && article.language === 'fa' && <span lang="fa" dir="rtl" class="jalali">{jalaliWords(article.publishedAt)}</span>}
      </p>
      {article.paragraphs.map((paragraph, i) => <p key={i} dir="auto">{paragraph}</p>)}
      {article.signature && <p class="soft" dir="auto">{article.signature}</p>}
      <DamageNote article={article} />
    </article>
  );
}

/** Shows in the margin what the damage of the dump cost this article. */
function DamageNote({ article: { damage, diagnostics } }: { article: Article }) {
  const missing = damage.bytesDeclared - damage.bytesThere;
  const total = damage.itemsKept + damage.itemsLost;
  const told = diagnostics.filter((one) => one.severity !== 'info');
  if (damage.score === 0 && told.length === 0) {
    return null;
  }
  return (
    <aside class="damage" lang="en" aria-label="What damage took">
      {damage.itemsLost > 0 && <p>Damage took {num(damage.itemsLost)} of {count(total, 'related item')}.</p>}
      {missing > 0 && <p>{num(missing)} of {count(damage.bytesDeclared, 'byte')} of its list are missing.</p>}
      {missing < 0 && <p>Its list has {count(-missing, 'byte')} more than declared.</p>}
      {told.length > 0 && (
        <details>
          <summary>{count(told.length, 'note')} of the parser</summary>
          <ul>{told.map((one, i) => <li key={i}><code>{one.code}</code> <span dir="auto">{one.message}</span> <span class="soft">byte {num(one.offset)}</span></li>)}</ul>
        </details>
      )}
    </aside>
  );
}

function linkIds(article: Article): string[] {
  const media = article.related.map((one) => one.linkId).filter((id) => id !== null);
  return [...new Set(article.pageLinkId ? [article.pageLinkId, ...media] : media)];
}

/** Lists lost and doubtful media that have a copy: path and address of the copy. */
function replacementsOf(article: Article | undefined, stories: Map<string, LinkStory> | undefined): string[] {
  const links = [...new Set((article?.related ?? []).map((one) => one.linkId).filter((id) => id !== null))].map((id) => stories?.get(id)?.link);
  return links.flatMap((link) => {
    const copy = link && link.state !== 'Alive' ? (link.mementoUrl ?? (link.captureUrl && new URL(link.captureUrl, location.href).href)) : null;
    return copy ? [`${link!.locations[0] ?? link!.path}\t${copy}`] : [];
  });
}

/**
 * Builds "5 of 12 pictures are lost; 4 have a copy." The article has the states; copies are known once the links are
 * loaded.
 */
function mediaSentence(related: RelatedItem[], stories: Map<string, LinkStory> | undefined): string {
  const media = [...new Map(related.filter((one) => one.linkId !== null).map((one) => [one.linkId, one])).values()];
  if (media.length === 0) {
    return 'No pictures or videos belong to this article.';
  }
  const kinds = new Set(media.map((one) => one.kind));
  const noun = (n: number) => (kinds.size === 1 ? kindWords([...kinds][0] as LinkKind, n) : n === 1 ? 'picture or video' : 'pictures and videos');
  const of = (states: string[]) => media.filter((one) => states.includes(one.linkState ?? 'Unknown'));
  const lost = of(['Dead']);
  const doubt = of(['Suspect']);
  const untold = of(['Unknown', 'Blocked']);
  if (lost.length + doubt.length + untold.length === 0) {
    return media.length === 1 ? `Its ${noun(1)} is there.` : `All ${num(media.length)} ${noun(media.length)} are there.`;
  }
  const all = media.length;
  const things = noun(all);
  if (untold.length === all) {
    return all === 1 ? `Whether its ${things} is still there is not known.` : `Whether its ${num(all)} ${things} are still there is not known.`;
  }
  // Only the first part names the total.
  const parts = [
    clause(lost.length, 'lost'),
    clause(doubt.length, 'in doubt'),
    untold.length > 0 ? `${num(untold.length)} cannot be told` : '',
  ].filter(Boolean).map((part, i) => (i === 0 ? ofAll(part, all, things) : part));
  const copies = [...lost, ...doubt].filter((one) => {
    const link = stories?.get(one.linkId!)?.link;
    return link && (link.captureUrl !== null || link.mementoUrl !== null);
  }).length;
  const missing = lost.length + doubt.length;
  const copyWords = missing === 0 || !stories ? '' : missing === 1 && untold.length === 0 ? `; it has ${copies === 0 ? 'no' : 'a'} copy` : `; ${copies === 0 ? 'none has' : copies === 1 ? '1 has' : `${num(copies)} have`} a copy`;
  return `${listing(parts)}${copyWords}.`;
}

/** Turns "5 are lost" of 12 pictures into "5 of 12 pictures are lost". */
function ofAll(part: string, all: number, things: string): string {
  const [n, ...rest] = part.split(' ');
  const what = rest.join(' ');
  return n !== num(all) ? `${n} of ${num(all)} ${things} ${what}` : all === 1 ? `Its ${things} ${what}` : `All ${n} ${things} ${what}`;
}

function clause(n: number, what: string): string {
  return n === 0 ? '' : `${num(n)} ${n === 1 ? 'is' : 'are'} ${what}`;
}
