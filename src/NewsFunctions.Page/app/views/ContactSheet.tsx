import { useState } from 'preact/hooks';
import type { RelatedItem } from '../api/types';
import { item, Outside, StateWord } from '../parts/Parts';
import { checkAttribute } from '../state/keys';
import type { LinkStory } from '../state/loadLinks';
import { href } from '../state/route';
import { count } from '../words/numbers';
import { checkLabel, evidenceWords, fileName, isReachable, kindWords } from '../words/states';

interface Props {
  site: string;
  items: RelatedItem[];
  stories: Map<string, LinkStory> | undefined;
  onCheck: (linkId: string) => void;
  isChecking: boolean;
}

/** Shows the related items in order, one frame each: our copy or the file name, the state, the evidence, one action. */
export function ContactSheet({ site, items, stories, onCheck, isChecking }: Props) {
  return (
    <section class="sheet" aria-labelledby="sheet">
      <h2 id="sheet">{count(items.length, 'related item')}</h2>
      <ol class="frames">
        {items.map((one, i) => (
          <li key={i} class="frame" data-state={one.linkState ?? 'Unknown'} tabIndex={-1} {...item}>
            <Frame site={site} related={one} story={one.linkId ? stories?.get(one.linkId) : undefined} onCheck={onCheck} isChecking={isChecking} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface FrameProps {
  site: string;
  related: RelatedItem;
  story: LinkStory | undefined;
  onCheck: (linkId: string) => void;
  isChecking: boolean;
}

function Frame({ site, related, story, onCheck, isChecking }: FrameProps) {
  const link = story?.link;
  const state = link?.state ?? related.linkState ?? 'Unknown';
  const name = related.pic ? fileName(related.pic) : 'no file named';
  const title = related.title || name;
  const picture = <Picture captureUrl={link?.captureUrl ?? null} isFilm={related.kind === 'video'} name={name} />;
  return (
    <>
      {related.linkId
        ? <a class="picture" href={href(['links', site, related.linkId])}><span class="hidden">The life of {title}: </span>{picture}</a>
        : <div class="picture">{picture}</div>}
      <h3 dir="auto">{title}</h3>
      <p><StateWord state={state} /> <span class="soft">{kindWords(related.kind)}</span></p>
      <p class="soft">{link ? evidenceWords(link, story.checks) : related.linkId ? '' : 'The dump names no file.'}</p>
      {link && (
        <p>
          {state !== 'Alive' && (link.captureUrl ?? link.mementoUrl)
            ? <CopyLink captureUrl={link.captureUrl} mementoUrl={link.mementoUrl} />
            : isReachable(link) && (
              <button type="button" class="plain" {...{ [checkAttribute]: '' }} disabled={isChecking} onClick={() => onCheck(link.linkId)}>
                {checkLabel([link])}<span class="hidden">: {title}</span>
              </button>
            )}
        </p>
      )}
    </>
  );
}

/** Shows a thumbnail of our own copy, or a play icon for a video. Shows the file name if there is no thumbnail. */
export function Picture({ captureUrl, isFilm, name, alt = '' }: { captureUrl: string | null; isFilm: boolean; name: string; alt?: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  return captureUrl && !isFilm && failed !== captureUrl
    ? <img src={`${captureUrl}/thumbnail`} alt={alt} loading="lazy" onError={() => setFailed(captureUrl)} />
    : (
      <span dir="auto">
        {captureUrl && isFilm && <svg class="play" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><path d="M13 9v22l18-11z" /></svg>}
        {breakable(name)}
      </span>
    );
}

/** Lets a file name wrap after its dashes. */
function breakable(name: string) {
  return name.split(/(?<=[-_])/).map((part, i) => (i === 0 ? part : <><wbr />{part}</>));
}

/** Links to a copy. Our own comes first: it has exactly the bytes that the check saw. */
export function CopyLink({ captureUrl, mementoUrl }: { captureUrl: string | null; mementoUrl: string | null }) {
  if (captureUrl) {
    return <a href={captureUrl} target="_blank" rel="noreferrer noopener">Open our copy</a>;
  }
  return mementoUrl ? <Outside to={mementoUrl}>Open the copy</Outside> : null;
}
