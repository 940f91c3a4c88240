// A process of its own that writes to a ledger until it is killed. It says each attempt once `intend` has resolved.
import { openLedger } from '../../../src/ledger/open.ts';
import { makeIntent } from '../../make/noun/attempt.ts';
import { makeConclusion } from '../../make/noun/conclusion.ts';

const [path = '', stateFolder = '', calls = '1'] = process.argv.slice(2);
const ledger = await openLedger({
  place: { engine: 'sqlite', path },
  stateFolder,
  mode: 'write',
  clock: Date.now,
  actor: 'ben@admin02',
});
const writer = await ledger.acquire('dpsync run');
for (let call = 0; call < Number(calls); call += 1) {
  const attempt = await writer.intend(makeIntent(`P01/P0100012/G${call}`));
  process.stdout.write(`${attempt?.id}\n`);
  if (attempt && call % 2 === 1) await writer.conclude(makeConclusion(attempt.id));
}
// Holds the lock, and does nothing, until it is killed.
setInterval(() => undefined, 60_000);
