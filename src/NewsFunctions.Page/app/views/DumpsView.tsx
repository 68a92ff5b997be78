import type { Summary } from '../api/summaryTypes';
import type { Dump } from '../api/types';
import { DropZone, dumpWords } from '../parts/DropZone';
import { Heading, item, Moment, More, Trouble, Waiting } from '../parts/Parts';
import { href } from '../state/route';
import { usePages } from '../state/usePages';
import { useMayWrite } from '../state/useScope';
import { bytes, count, num, percent } from '../words/numbers';

/** Lists uploads with their outcome and damage. More can be dropped here. */
export function DumpsView({ summary, onIngested }: { summary: Summary | undefined; onIngested: () => void }) {
  const dumps = usePages<Dump>('dumps', { limit: 50 }, (items) => (items?.some(isOpen) ? 5_000 : 60_000));
  const mayWrite = useMayWrite();
  const ended = () => {
    dumps.reload();
    onIngested();
  };
  return (
    <>
      <Heading>Dumps</Heading>
      <DropZone sites={summary?.sites ?? []} onIngested={ended} />
      {summary && summary.damage.dumps > 0 && <DamageTaken damage={summary.damage} />}
      <section aria-labelledby="ledger">
        <h2 id="ledger">All uploads</h2>
        <Trouble error={dumps.error} retry={dumps.reload} />
        {!dumps.items && !dumps.error && <Waiting rows={10} />}
        {dumps.items?.length === 0 && <p>None yet.</p>}
        <ul class="list">
          {(dumps.items ?? []).map((dump) => <DumpRow key={dump.dumpId} dump={dump} mayWrite={mayWrite} />)}
        </ul>
        <More more={dumps.more} isLoading={dumps.isLoadingMore} />
      </section>
    </>
  );
}

function DumpRow({ dump, mayWrite }: { dump: Dump; mayWrite: boolean }) {
  const { damage } = dump.counts;
  const isBad = dump.status === 'Rejected' || dump.status === 'Failed';
  return (
    <li {...item} tabIndex={-1}>
      <bdi>{dump.name}</bdi> <span class="soft">{bytes(dump.size)}, <Moment at={dump.uploadedAt} /></span>{' '}
      <span class={isBad ? 'lost' : undefined} dir="auto">{dumpWords(dump)}</span>
      {damage.itemsLost > 0 && <span class="soft">; damage took {num(damage.itemsLost)} of {count(damage.itemsKept + damage.itemsLost, 'item')}</span>}
      {mayWrite && dump.status !== 'Removed' && (
        <> <a href={href(['dumps', dump.dumpId, 'takedown'])}>{dump.status === 'Removing' ? 'Go on taking it down' : 'Take down'}<span class="hidden">: {dump.name}</span></a></>
      )}
      {dump.progress && <progress max={dump.size} value={Math.min(dump.size, dump.progress.bytesRead)} aria-label={`How much of ${dump.name} has been read`} />}
      {dump.diagnostics.length > 0 && (
        <details>
          <summary>{count(dump.diagnostics.length, 'note')} of the parser</summary>
          <ul>{dump.diagnostics.map((one, i) => <li key={i}><code>{one.code}</code> <span dir="auto">{one.message}</span> <span class="soft">byte {num(one.offset)}</span></li>)}</ul>
        </details>
      )}
    </li>
  );
}

function DamageTaken({ damage }: { damage: Summary['damage'] }) {
  const items = damage.itemsKept + damage.itemsLost;
  const missing = damage.bytesDeclared - damage.bytesThere;
  return (
    <section aria-labelledby="damage">
      <h2 id="damage">What damage took</h2>
      <p>
        {damage.itemsLost === 0 ? `None of ${count(items, 'related item')}` : `${num(damage.itemsLost)} of ${count(items, 'related item')} (${percent(damage.itemsLost, items)})`}
        {missing > 0 && `, ${damage.itemsLost === 0 ? 'but' : 'and'} ${num(missing)} of the ${count(damage.bytesDeclared, 'byte')} that their lists declare`}.
      </p>
      {damage.byCode.length > 0 && (
        <details>
          <summary>What the parser noted</summary>
          <table>
            <thead><tr><th scope="col">Code</th><th scope="col" class="n">How often</th></tr></thead>
            <tbody>{damage.byCode.map((one) => <tr key={one.code}><th scope="row">{one.code}</th><td class="n">{num(one.count)}</td></tr>)}</tbody>
          </table>
          <p class="soft">docs/dump-format.md says what each code means.</p>
        </details>
      )}
    </section>
  );
}

function isOpen(dump: Dump): boolean {
  return dump.status === 'Running' || dump.status === 'Waiting';
}
