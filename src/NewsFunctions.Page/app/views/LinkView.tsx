import { get, pathOf } from '../api/client';
import type { Link, LinkArticle, LinkCheck } from '../api/types';
import { LinkLife } from '../charts/LinkLife';
import { Heading, item, Moment, More, Outside, StateWord, Trouble, Waiting } from '../parts/Parts';
import { useRecheck } from '../parts/useRecheck';
import { checkAttribute } from '../state/keys';
import { href } from '../state/route';
import { useLoad } from '../state/useLoad';
import { usePages } from '../state/usePages';
import { momentWords, siteDay } from '../words/dates';
import { num } from '../words/numbers';
import { addressSetting, evidenceWords, isReachable, kindWords, linkName, verdictWords } from '../words/states';
import { judgementWords } from '../words/judgements';
import { CopyLink, Picture } from './ContactSheet';
import { Judging } from './Judging';

/**
 * Shows one link: its state, a row of dots for its checks, the articles that use it, and the evidence of each check.
 */
export function LinkView({ site, linkId }: { site: string; linkId: string }) {
  const path = `links/${pathOf(site, linkId)}`;
  const { data: link, error, reload } = useLoad(path, (signal) => get<Link>(path, {}, signal));
  const checks = usePages<LinkCheck>(`${path}/checks`, { limit: 50 });
  const recheck = useRecheck(() => {
    reload();
    checks.reload();
  });

  if (!link) {
    return (
      <>
        {error && <Heading>Link {linkId}</Heading>}
        <Trouble error={error} retry={reload} />
        {error?.status === 404 && <p><a href={href(['links'], { site })}>The links of {site}</a></p>}
        {!error && <Waiting rows={6} />}
      </>
    );
  }
  return (
    <div class="link-view">
      <p class="soft">A {kindWords(link.kind)} of {site}</p>
      <Heading dir="auto">{linkName(link)}</Heading>
      <p class="path soft" dir="ltr">{link.path}</p>
      <p class="evidence"><StateWord state={link.state} /> {evidenceWords(link, checks.items)}</p>
      {!isReachable(link) && <p class="soft">The setting <code>{addressSetting(site, link.kind)}</code> gives one.</p>}
      <Copies link={link} />
      <Offered offer={link.offer} />
      <p class="actions">
        {isReachable(link) && <button type="button" class="plain" {...{ [checkAttribute]: '' }} disabled={recheck.isRunning} onClick={() => recheck.start(site, [link.linkId])}>Check now</button>}
        {link.locations[0] && <Outside to={link.locations[0]}>Look for it yourself</Outside>}
        {link.nextDue && <span class="soft">next check {momentWords(link.nextDue)}</span>}
        {link.state === 'Ignored' && !link.nextDue && <span class="soft">checked no more</span>}
      </p>
      <p role="status" class="soft">{recheck.words}</p>
      <Trouble error={error ?? checks.error} retry={reload} />
      <Judging
        link={link}
        onJudged={() => {
          reload();
          checks.reload();
        }}
      />

      <section aria-labelledby="life">
        <h2 id="life">Its life, check by check</h2>
        {checks.items?.length === 0 && <p>Not checked yet.</p>}
        <LinkLife checks={checks.items ?? []} isWhole={checks.more === null} />
        <ol class="list checks">
          {(checks.items ?? []).map((check, i) => <Check key={`${check.checkedAt} ${i}`} check={check} />)}
        </ol>
        <More more={checks.more} isLoading={checks.isLoadingMore} />
      </section>
      <LinkArticles path={path} />
    </div>
  );
}

function Copies({ link }: { link: Link }) {
  const same = link.mementoSame === true ? ', with the very bytes that we saw' : link.mementoSame === false ? ', with other bytes than we saw' : '';
  if (link.captureUrl) {
    return (
      <>
        <p class="capture"><Picture captureUrl={link.captureUrl} isFilm={link.kind === 'video'} name={linkName(link)} alt={`Our copy of ${linkName(link)}`} /></p>
        <p><CopyLink captureUrl={link.captureUrl} mementoUrl={null} /></p>
      </>
    );
  }
  if (link.mementoUrl) {
    return <p><Outside to={link.mementoUrl}>Open the copy in a web archive</Outside> <span class="soft">{link.mementoAt && <>taken <Moment at={link.mementoAt} /></>}{same}</span></p>;
  }
  return link.rescue === null ? null : (
    <p class="soft">{link.rescue === 'notArchived' ? 'The web archives that were asked have no copy.' : 'No web archive has answered yet.'}</p>
  );
}

const offers = {
  pending: 'it has not said yet what came of it',
  saved: 'it has a copy now',
  refused: 'it does not take it',
  noAnswer: 'it gave no answer',
};

/** Says that the link was submitted to a web archive's save service. */
function Offered({ offer }: { offer: Link['offer'] }) {
  return offer && (
    <p class="soft">
      Offered to the Wayback Machine on <Moment at={offer.at} />: {offers[offer.outcome]}
      {offer.reason && <>: <q dir="auto">{offer.reason}</q></>}.
    </p>
  );
}

function Check({ check }: { check: LinkCheck }) {
  if (check.judgement) {
    return (
      <li {...item} tabIndex={-1} class="judgement">
        <time dateTime={check.checkedAt}>{momentWords(check.checkedAt)}</time> {judgementWords(check.judgement)}
        {check.judgement.reason && <>: <q dir="auto">{check.judgement.reason}</q></>}
      </li>
    );
  }
  return (
    <li {...item} tabIndex={-1}>
      <time dateTime={check.checkedAt}>{momentWords(check.checkedAt)}</time> it {verdictWords(check.verdict)}
      <details>
        <summary>Details</summary>
        <p dir="auto">{check.reason}</p>
        <p class="soft">
          {check.location && <bdi>{check.location}</bdi>}
          {check.vantage && <> asked through <bdi>{check.vantage}</bdi>,</>}
          {check.rejudgementOf ? <> judged again by newer rules; looked at <Moment at={check.rejudgementOf} /></> : <> in {num(Math.round(check.durationMilliseconds))} ms</>}
        </p>
        <pre tabIndex={0} dir="ltr" aria-label="Evidence">{JSON.stringify(check.evidence, null, 1)}</pre>
      </details>
    </li>
  );
}

function LinkArticles({ path }: { path: string }) {
  const articles = usePages<LinkArticle>(`${path}/articles`, { limit: 50 });
  return (
    <section aria-labelledby="used-by">
      <h2 id="used-by">Articles that use it</h2>
      <Trouble error={articles.error} retry={articles.reload} />
      {articles.items?.length === 0 && <p>None.</p>}
      <ul class="list">
        {(articles.items ?? []).map((article) => (
          <li key={article.id} class="list-row">
            <span class="when soft">{siteDay(article.publishedAt) || 'no date'}</span>
            <a {...item} href={href(['articles', article.site, article.id])}><bdi>{article.title ?? `Article ${article.id}`}</bdi></a>
          </li>
        ))}
      </ul>
      <More more={articles.more} isLoading={articles.isLoadingMore} />
    </section>
  );
}
