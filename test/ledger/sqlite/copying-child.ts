// Another process that copies the ledger: LEDGER STATE-FOLDER FILE.
import { openLedger } from '../../../src/ledger/open.ts';

const [path = '', stateFolder = '', file = ''] = process.argv.slice(2);
const ledger = await openLedger({
  place: { engine: 'sqlite', path },
  stateFolder,
  mode: 'read',
  clock: Date.now,
  actor: 'ben@admin02',
});
await ledger.backup(file);
await ledger.close();
