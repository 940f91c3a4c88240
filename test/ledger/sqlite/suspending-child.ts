// Another process that suspends everything: LEDGER STATE-FOLDER.
import { openLedger } from '../../../src/ledger/open.ts';

const [path = '', stateFolder = ''] = process.argv.slice(2);
const ledger = await openLedger({
  place: { engine: 'sqlite', path },
  stateFolder,
  mode: 'write',
  clock: Date.now,
  actor: 'ben@admin02',
});
const said = { since: Date.now(), until: null, actor: 'ben@admin02', reason: null };
await ledger.suspend(
  { selector: '*', ...said },
  { at: said.since, actor: said.actor, command: 'suspend', target: '*', reason: null },
);
await ledger.close();
