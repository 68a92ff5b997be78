import { useState } from 'preact/hooks';
import { ApiError, get, pathOf } from '../api/client';
import type { Article } from '../api/types';
import { go, href } from '../state/route';
import { addDays } from '../words/dates';

const linkId = /^(?:[ivo](?:\d{4}-\d\d|x[0-9a-f]{2})-[0-9a-f]{16}|p\d+)$/;
const articleId = /^[A-Za-z0-9._-]{1,64}$/;
const hostName = /^(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]+(?::\d+)?$/u;

/** Finds articles and links by id, links by host, and articles by date (day, month or year) or by words. */
export function Search({ sites, site }: { sites: string[]; site: string | null }) {
  const [words, setWords] = useState('');
  const [answer, setAnswer] = useState('');

  const search = async (e: SubmitEvent) => {
    e.preventDefault();
    setAnswer('');
    try {
      const address = await find(words.trim(), site ? [site] : sites, site);
      if (address) {
        setWords('');
        go(address);
      }
    } catch (e) {
      setAnswer(e instanceof ApiError ? e.title : String(e));
    }
  };

  return (
    <form class="search" role="search" onSubmit={(e) => void search(e)}>
      <label class="hidden" for="search">Find by words, article id, date or host</label>
      <input
        id="search"
        type="search"
        value={words}
        onInput={(e) => setWords(e.currentTarget.value)}
        placeholder="Words, id, date or host"
        aria-keyshortcuts="/"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
      />
      <p class="search-answer" role="status">{answer}</p>
    </form>
  );
}

async function find(text: string, sites: string[], site: string | null): Promise<string | null> {
  const span = spanOf(text);
  if (span) {
    return text.length === 10 ? href([], { site, day: text }) : href(['articles'], { site, ...span });
  }
  if (hostName.test(text)) {
    return href(['links'], { site, host: text.toLowerCase().replace(/:\d+$/, '') });
  }
  if (!text) {
    return null;
  }
  const known = articleId.test(text) ? await firstSite(sites, linkId.test(text) ? 'links' : 'articles', text) : undefined;
  return known ?? href(['articles'], { site, q: text });
}

async function firstSite(sites: string[], what: 'links' | 'articles', id: string): Promise<string | undefined> {
  const found = await Promise.all(sites.map((site) => get<Article>(`${what}/${pathOf(site, id)}`).then(
    () => site,
    (e: unknown) => {
      if (e instanceof ApiError && !e.passes) {
        return null;
      }
      throw e;
    },
  )));
  const site = found.find((one) => one !== null);
  return site && href([what, site, id]);
}

/** Parses 2016, 2016-03 or 2016-03-11; null for anything else. Four digits are a year, never an article id. */
function spanOf(text: string): { from: string; to: string } | null {
  const match = /^((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!match) {
    return null;
  }
  const [, year, month, day] = match;
  if (day) {
    return Number.isNaN(Date.parse(text)) ? null : { from: text, to: addDays(text, 1) };
  }
  if (month) {
    return Number(month) < 1 || Number(month) > 12 ? null : { from: `${text}-01`, to: addDays(`${text}-28`, 10).slice(0, 7) + '-01' };
  }
  return { from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` };
}
